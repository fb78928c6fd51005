import { Controller, Post } from '@nestjs/common';
import { AdminOnly, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestPath } from '../http/validation.pipe.js';
import type { Caller } from '../shared/caller.js';
import { AccountReliefFlow } from './account-relief.flow.js';
import { CredentialResetFlow } from './credential-reset.flow.js';
import { UserIdDto } from './dto/user-id.dto.js';
import { SuspensionFlow } from './suspension.flow.js';
import { UserSessionsFlow } from './user-sessions.flow.js';

/** Everything here may be repeated. */
@Controller('admin/users/:userId')
export class AdminUserActionsController {
  constructor(
    private readonly suspension: SuspensionFlow,
    private readonly relief: AccountReliefFlow,
    private readonly reset: CredentialResetFlow,
    private readonly sessions: UserSessionsFlow,
  ) {}

  @Endpoint({
    summary: 'Disable an account',
    description:
      'Its sessions end and nobody signs in with it until it is enabled. Takes effect on tokens already issued at once on this ' +
      'instance and within 5 s on all others.',
    next: '`POST /admin/users/{userId}/enable` to let them in again.',
    status: 204,
    errors: ['not_found', 'own_account', 'last_admin'],
  })
  @AdminOnly()
  @Post('disable')
  disableUser(@CurrentUser() caller: Caller, @RequestPath() { userId }: UserIdDto): Promise<void> {
    return this.suspension.disable(caller, userId);
  }

  @Endpoint({
    summary: 'Enable an account',
    description: 'After `disable`. The sessions that ended then stay ended.',
    next: 'The person signs in again: `POST /auth/login`.',
    status: 204,
    errors: ['not_found'],
  })
  @AdminOnly()
  @Post('enable')
  enableUser(@CurrentUser() caller: Caller, @RequestPath() { userId }: UserIdDto): Promise<void> {
    return this.suspension.enable(caller, userId);
  }

  @Endpoint({
    summary: 'Unlock an account',
    description:
      'When somebody with a 423 `account_locked` cannot wait. Forgets the failed attempts. Cognito has a short lock of ' +
      'its own, which opens by time alone.',
    next: 'The person signs in: `POST /auth/login`.',
    status: 204,
    errors: ['not_found'],
  })
  @AdminOnly()
  @Post('unlock')
  unlockUser(@CurrentUser() caller: Caller, @RequestPath() { userId }: UserIdDto): Promise<void> {
    return this.relief.unlock(caller, userId);
  }

  @Endpoint({
    summary: 'Sign somebody out everywhere',
    description:
      'Their access tokens are refused at once on this instance and within 5 s on all others; refresh tokens are dead.',
    next: '`POST /admin/users/{userId}/disable` where they must not come back.',
    status: 204,
    errors: ['not_found'],
  })
  @AdminOnly()
  @Post('sign-out')
  signOutUser(@CurrentUser() caller: Caller, @RequestPath() { userId }: UserIdDto): Promise<void> {
    return this.sessions.endAll(caller, userId);
  }

  @Endpoint({
    summary: 'Have a password reset',
    description:
      'The password works no more, every session ends, and Cognito mails a code for `POST /auth/reset-password`. Somebody who has ' +
      'not taken up an invitation gets it again. There is no way to set a password for somebody else.',
    next: 'The person sets a new one: `POST /auth/reset-password`.',
    status: 204,
    errors: ['not_found', 'too_many_requests'],
  })
  @AdminOnly()
  @Post('reset-password')
  resetUserPassword(@CurrentUser() caller: Caller, @RequestPath() { userId }: UserIdDto): Promise<void> {
    return this.reset.resetPassword(caller, userId);
  }

  @Endpoint({
    summary: 'Take the second factor away',
    description:
      'For somebody who lost both the phone and the recovery codes: the app and the codes work no more, every session ends, and the ' +
      'person is told by mail. Where a second factor is compulsory the next sign-in sets up a new one.',
    next: 'The person signs in with the password alone: `POST /auth/login`.',
    status: 204,
    errors: ['not_found'],
  })
  @AdminOnly()
  @Post('reset-mfa')
  resetUserMfa(@CurrentUser() caller: Caller, @RequestPath() { userId }: UserIdDto): Promise<void> {
    return this.reset.resetMfa(caller, userId);
  }

  @Endpoint({
    summary: 'Confirm a sign-up',
    description:
      'In place of the mailed code; the address then counts as verified. An invitation is confirmed by choosing a password and by ' +
      'nothing else, so it is left as it is.',
    next: 'The person signs in: `POST /auth/login`.',
    status: 204,
    errors: ['not_found'],
  })
  @AdminOnly()
  @Post('confirm')
  confirmUser(@CurrentUser() caller: Caller, @RequestPath() { userId }: UserIdDto): Promise<void> {
    return this.relief.confirm(caller, userId);
  }
}
