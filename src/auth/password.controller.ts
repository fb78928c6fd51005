import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
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

@ApiTags('Passwords')
@Controller('auth')
export class PasswordController {
  constructor(
    private readonly passwords: PasswordFlow,
    private readonly challenge: ChallengeFlow,
    private readonly settings: Settings,
  ) {}

  @Endpoint({
    summary: 'Ask for a code to reset the password',
    limit: 'mail',
    description: 'Answers alike whether or not there is such an account. Next: `POST /auth/reset-password`.',
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
    limit: 'code',
    description:
      'Every session of the user ends, and no tokens are given. Next: `POST /auth/login`. Where sign-up is silent, a code that ' +
      'has expired is refused as `code_mismatch`.',
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
    limit: 'code',
    description: 'My other sessions end; this one goes on.',
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
