import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
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
    { provide: ProfileRepository, useClass: DynamoDbProfileRepository },
  ],
  exports: [ProfilesService, ProfileDirectory],
})
export class UsersModule {}
