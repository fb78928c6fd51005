import { Controller, Post } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Authenticated, CurrentUser, Origin, Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestBody } from '../http/validation.pipe.js';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import { ChallengeFlow } from './challenge.flow.js';
import { AUTH_EXAMPLES, AUTH_RESULT, toAuthResult } from './dto/auth-result.js';
import type { AuthResultDto } from './dto/auth-result.dto.js';
import { CodeDeliveryResultDto } from './dto/code-delivery.dto.js';
import { ChangePasswordDto, NewPasswordDto, ResetPasswordDto } from './dto/password.dto.js';
import { EmailOnlyDto } from './dto/registration.dto.js';
import { PasswordFlow } from './password.flow.js';

@Controller('auth')
export class PasswordController {
  constructor(
    private readonly passwords: PasswordFlow,
    private readonly challenge: ChallengeFlow,
    private readonly settings: Settings,
  ) {}

  @Endpoint({
    summary: 'Ask for a code to reset the password',
    description: 'When somebody cannot sign in. Answers alike whether or not there is such an account.',
    next: '`POST /auth/reset-password` with the code of the mail.',
    limit: 'mail',
    status: 202,
    returns: CodeDeliveryResultDto,
    examples: { accepted: { codeDelivery: { medium: 'EMAIL', destination: 'a***@e***.com' } } },
  })
  @Public()
  @Post('forgot-password')
  async forgotPassword(
    @RequestBody() { email }: EmailOnlyDto,
    @Origin() origin: RequestOrigin,
  ): Promise<CodeDeliveryResultDto> {
    return { codeDelivery: await this.passwords.forgot(email, origin) };
  }

  @Endpoint({
    summary: 'Set a new password with the mailed code',
    description:
      'Every session of the user ends, and no tokens are given. Where sign-up is silent, a code that has expired is ' +
      'refused as `code_mismatch`.',
    next: '`POST /auth/login`.',
    limit: 'code',
    status: 204,
    errors: [
      'code_mismatch',
      'code_expired',
      'password_policy_violation',
      'password_reused',
      'account_locked',
    ],
  })
  @Public()
  @Post('reset-password')
  resetPassword(
    @RequestBody() { email, code, newPassword }: ResetPasswordDto,
    @Origin() origin: RequestOrigin,
  ): Promise<void> {
    return this.passwords.reset(email, code, newPassword, origin, this.settings.signUpDisclosure);
  }

  @Endpoint({
    summary: 'Choose a new password while signing in',
    description:
      'For the `session` of a `NEW_PASSWORD_REQUIRED`: after an invitation, or when the old one has expired.',
    next: 'What `status` says, as after `POST /auth/login`.',
    returns: AUTH_RESULT,
    examples: {
      authenticated: AUTH_EXAMPLES.authenticated,
      mfaRequired: AUTH_EXAMPLES.mfaRequired,
      mfaSetupRequired: AUTH_EXAMPLES.mfaSetupRequired,
    },
    errors: [
      'session_expired',
      'password_policy_violation',
      'password_reused',
      'account_disabled',
      'account_locked',
    ],
  })
  @Public()
  @Post('new-password')
  async chooseNewPassword(
    @RequestBody() { session, newPassword }: NewPasswordDto,
    @Origin() origin: RequestOrigin,
  ): Promise<AuthResultDto> {
    return toAuthResult(await this.challenge.chooseNewPassword(session, newPassword, origin));
  }

  @Endpoint({
    summary: 'Change my password',
    description: 'For somebody who is signed in. The other sessions end; this one goes on.',
    next: 'Nothing; the tokens stay good.',
    limit: 'code',
    status: 204,
    errors: [
      'current_password_mismatch',
      'password_policy_violation',
      'password_reused',
      'not_found',
      'account_locked',
    ],
  })
  @Authenticated()
  @Post('change-password')
  changePassword(
    @CurrentUser() caller: Caller,
    @RequestBody() { currentPassword, newPassword }: ChangePasswordDto,
  ): Promise<void> {
    return this.passwords.change(caller, currentPassword, newPassword);
  }
}
