import { Injectable } from '@nestjs/common';
import type { Caller } from '../shared/caller.js';
import {
  ProfileDirectory,
  type ProfileList,
  type ProfileListRequest,
} from '../users/profile-directory.service.js';
import type { Profile } from '../users/profile.js';
import type { ProfileQuery } from '../users/profile-query.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AdminActions } from './admin-actions.js';

/** Looking at people; that somebody looked is on record. */
@Injectable()
export class UserDirectoryFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly directory: ProfileDirectory,
    private readonly profiles: ProfilesService,
  ) {}

  list(caller: Caller, query: ProfileQuery, request: ProfileListRequest): Promise<ProfileList> {
    const details = { filters: Object.keys(query).join(' ') };
    return this.actions.perform(caller, 'list_users', { details }, () => this.directory.list(query, request));
  }

  read(caller: Caller, userId: string): Promise<Profile> {
    return this.actions.perform(caller, 'read_user', { userId }, () => this.profiles.get(userId));
  }
}
