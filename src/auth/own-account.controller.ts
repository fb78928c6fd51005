import { Controller, Delete, Get, Header, Patch, Post, Res } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Authenticated, CurrentUser, RequireRecentAuth } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { IfMatchVersion } from '../http/etag.js';
import { RequestBody } from '../http/validation.pipe.js';
import type { Caller } from '../shared/caller.js';
import { PROFILE_ETAG, taggedProfile } from '../users/dto/tagged-profile.js';
import { UpdateProfileDto } from '../users/dto/update-profile.dto.js';
import { USER_PROFILE_EXAMPLE, UserProfileDto } from '../users/dto/user-profile.dto.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountEvents } from './account-events.js';
import { ChangeEmailDto, PersonalDataDto, VerifyEmailDto } from './dto/account.dto.js';
import { EmailChangeFlow } from './email-change.flow.js';
import { OwnErasureFlow } from './own-erasure.flow.js';
import { PersonalDataCollector } from './personal-data.js';

@Controller('users/me')
export class OwnAccountController {
  constructor(
    private readonly emailChange: EmailChangeFlow,
    private readonly erasure: OwnErasureFlow,
    private readonly data: PersonalDataCollector,
    private readonly events: AccountEvents,
    private readonly profiles: ProfilesService,
  ) {}

  @Endpoint({
    summary: 'Change my own profile',
    description:
      'Fields left out stay as they are. With `If-Match`, only where nobody changed the profile since.',
    next: 'After a 412, `GET /users/me` and change what was read.',
    returns: UserProfileDto,
    examples: { profile: USER_PROFILE_EXAMPLE },
    headers: PROFILE_ETAG,
    errors: ['not_found', 'precondition_failed'],
  })
  @Authenticated()
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` of the profile that was read.' })
  @Patch()
  async updateMyProfile(
    @CurrentUser() caller: Caller,
    @RequestBody() changes: UpdateProfileDto,
    @IfMatchVersion() version: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserProfileDto> {
    const profile = await this.profiles.update(caller.userId, { ...changes }, version);
    await this.events.recordOwn(caller, 'profile.updated', { details: { fields: namesOf(changes) } });
    return taggedProfile(profile, reply);
  }

  @Endpoint({
    summary: 'Ask for another e-mail address',
    description:
      'A code goes to the new address, and the old one is told; it stays valid until the new one is verified. Answers ' +
      'alike whether or not the new address is taken.',
    next: '`POST /users/me/email/verify` with the code.',
    limit: 'mail',
    status: 202,
    errors: ['not_found'],
  })
  @RequireRecentAuth()
  @Authenticated()
  @Post('email')
  changeMyEmail(@CurrentUser() caller: Caller, @RequestBody() { newEmail }: ChangeEmailDto): Promise<void> {
    return this.emailChange.start(caller, newEmail);
  }

  @Endpoint({
    summary: 'Verify the new e-mail address',
    description: 'With the code that went to the new address, which is the one to sign in with from now on.',
    next: 'Nothing; the session goes on.',
    limit: 'code',
    returns: UserProfileDto,
    examples: { profile: USER_PROFILE_EXAMPLE },
    headers: PROFILE_ETAG,
    errors: ['code_mismatch', 'code_expired', 'not_found', 'account_locked'],
  })
  @Authenticated()
  @Post('email/verify')
  async verifyMyEmail(
    @CurrentUser() caller: Caller,
    @RequestBody() { code }: VerifyEmailDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserProfileDto> {
    return taggedProfile(await this.emailChange.verify(caller, code), reply);
  }

  @Endpoint({
    summary: 'Download all that is held on me',
    description:
      "For the person's right to a copy: profile, language, accepted terms, second factors, sessions and activity, as one JSON " +
      'file.',
    next: 'Save the answer as the file that `Content-Disposition` names.',
    returns: PersonalDataDto,
    examples: {
      data: {
        profile: USER_PROFILE_EXAMPLE,
        locale: 'en',
        termsVersion: '1',
        termsAcceptedAt: '2026-01-31T09:00:00.000Z',
        secondFactors: [{ method: 'TOTP', enabled: true, preferred: true }],
        recoveryCodesLeft: 10,
        sessions: [],
        activity: [],
      },
    },
    headers: { 'Content-Disposition': 'Names the file.' },
    errors: ['not_found'],
    validates: false,
  })
  @Authenticated()
  @Header('content-disposition', 'attachment; filename="my-data.json"')
  @Get('export')
  async exportMyData(@CurrentUser() caller: Caller): Promise<PersonalDataDto> {
    const data = await this.data.collect(caller);
    await this.events.recordOwn(caller, 'user.exported');
    return PersonalDataDto.of(data);
  }

  @Endpoint({
    summary: 'Erase my account',
    description:
      "For the person's right to be forgotten. Account, profile and sessions are gone; the audit trail keeps that it " +
      'was done. The last administrator cannot go.',
    next: 'Forget the tokens. The address is free for `POST /auth/register`.',
    status: 204,
    errors: ['not_found', 'last_admin'],
    validates: false,
  })
  @RequireRecentAuth()
  @Authenticated()
  @Delete()
  eraseMyAccount(@CurrentUser() caller: Caller): Promise<void> {
    return this.erasure.erase(caller);
  }
}

/** What was changed, without what it was changed to. */
function namesOf(changes: UpdateProfileDto): string {
  return Object.entries(changes)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
    .join(' ');
}
