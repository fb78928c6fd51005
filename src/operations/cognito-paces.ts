import { Injectable } from '@nestjs/common';
import { Pace } from './pace.js';

/**
 * How fast commands call Cognito. Its quotas are for a whole account and region (30 lists, 25 changes and 50 looks at one
 * user a second), so a third is left to the service, which goes on meanwhile.
 */
@Injectable()
export class CognitoPaces {
  /** UserList: ListUsers, ListUsersInGroup. */
  readonly list = new Pace(20);
  /** UserUpdate: disable, groups. */
  readonly update = new Pace(16);
  /** UserResourceRead: the groups of a user. */
  readonly resource = new Pace(33);
}
