import { Module } from '@nestjs/common';
import { DynamoDbProfileRepository } from './dynamodb/dynamodb-profile-repository.js';
import { ProfileDirectory } from './profile-directory.service.js';
import { ProfileRepository } from './profile-repository.port.js';
import { ProfilesService } from './profiles.service.js';
import { UsersController } from './users.controller.js';

@Module({
  controllers: [UsersController],
  providers: [
    ProfilesService,
    ProfileDirectory,
    { provide: ProfileRepository, useClass: DynamoDbProfileRepository },
  ],
  exports: [ProfilesService, ProfileDirectory],
})
export class UsersModule {}
