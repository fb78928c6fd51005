import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { AwsConnection } from '../aws/aws-connection.js';
import { DynamoDbProfileRepository } from './dynamodb/dynamodb-profile-repository.js';
import { ProfileDirectory } from './profile-directory.service.js';
import { ProfileRepository } from './profile-repository.port.js';
import { ProfilesService } from './profiles.service.js';
import { UsersController } from './users.controller.js';

@Module({
  imports: [ChangesModule],
  controllers: [UsersController],
  providers: [
    ProfilesService,
    ProfileDirectory,
    {
      provide: ProfileRepository,
      inject: [DynamoDBClient, AwsConnection],
      useFactory: (client: DynamoDBClient, connection: AwsConnection) =>
        new DynamoDbProfileRepository(client, connection),
    },
  ],
  exports: [ProfilesService, ProfileDirectory],
})
export class UsersModule {}
