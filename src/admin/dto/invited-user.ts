import type { FastifyReply } from 'fastify';
import { taggedProfile } from '../../users/dto/tagged-profile.js';
import type { UserProfileDto } from '../../users/dto/user-profile.dto.js';
import type { Profile } from '../../users/profile.js';

/** The answer to an invitation, with the address of the user. */
export function invitedUser(profile: Profile, reply: FastifyReply): UserProfileDto {
  void reply.header('location', `/api/v1/admin/users/${profile.userId}`);
  return taggedProfile(profile, reply);
}
