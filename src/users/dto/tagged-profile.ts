import type { FastifyReply } from 'fastify';
import { etagOf } from '../../http/etag.js';
import type { Profile } from '../profile.js';
import { UserProfileDto } from './user-profile.dto.js';

/** Documents the header that `taggedProfile` sets. */
export const PROFILE_ETAG = { ETag: 'Version of the profile, for `If-Match`.' };

/** The answer of an operation on one profile, with the `ETag` by which it can be changed safely. */
export function taggedProfile(profile: Profile, reply: FastifyReply): UserProfileDto {
  void reply.header('etag', etagOf(profile.version));
  return UserProfileDto.of(profile);
}
