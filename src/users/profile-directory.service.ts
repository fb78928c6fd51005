import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import { Cursors } from '../shared/cursors.js';
import type { Profile } from './profile.js';
import type { ProfileQuery } from './profile-query.js';
import { ProfileRepository } from './profile-repository.port.js';

export interface ProfileListRequest {
  readonly limit: number;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface ProfileList {
  readonly profiles: readonly Profile[];
  readonly nextCursor: string | null;
}

/** Lists of profiles, a page at a time. */
@Injectable()
export class ProfileDirectory {
  constructor(
    private readonly repository: ProfileRepository,
    private readonly cursors: Cursors,
    private readonly settings: Settings,
  ) {}

  /** Refuses a role that does not exist: a list that stays empty would hide the slip. */
  async list(query: ProfileQuery, { limit, cursor }: ProfileListRequest): Promise<ProfileList> {
    const { roles } = this.settings;
    if (query.role !== undefined && !roles.includes(query.role)) {
      const errors = [{ field: 'role', message: `must be one of ${roles.join(', ')}` }];
      throw new AppError('validation_failed', { errors });
    }
    const fingerprint = fingerprintOf(query);
    const position = cursor === undefined ? null : this.cursors.open(fingerprint, cursor);
    const { profiles, next } = await this.repository.list(query, limit, position);
    return { profiles, nextCursor: next === null ? null : this.cursors.seal(fingerprint, next) };
  }
}

/** All that a cursor is bound to; a page may have another size than the one before. */
function fingerprintOf({ email, role, department, status }: ProfileQuery): string {
  return JSON.stringify(['profiles', email, role, department, status]);
}
