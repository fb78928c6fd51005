import { Module } from '@nestjs/common';
import { DynamoDbProfileRepository } from './dynamodb/dynamodb-profile-repository.js';
import { ProfileRepository } from './profile-repository.port.js';
import { ProfilesService } from './profiles.service.js';
import { UsersController } from './users.controller.js';

@Module({
  controllers: [UsersController],
  providers: [ProfilesService, { provide: ProfileRepository, useClass: DynamoDbProfileRepository }],
  exports: [ProfilesService],
})
export class UsersModule {}
