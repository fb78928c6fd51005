import { Controller, Post } from '@nestjs/common';
import { Origin, Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestBody } from '../http/validation.pipe.js';
import { AppError } from '../shared/app-error.js';
import type { RequestOrigin } from '../shared/caller.js';
import { ChallengeFlow } from './challenge.flow.js';
import { AUTH_EXAMPLES, AUTH_RESULT, toAuthResult } from './dto/auth-result.js';
import type { AuthResultDto } from './dto/auth-result.dto.js';
import {
  MfaSetupDto,
  MfaSetupResultDto,
  MfaSetupVerifyDto,
  TOTP_SECRET_EXAMPLE,
} from './dto/mfa-setup.dto.js';
import { MfaRecoverDto, MfaSelectDto } from './dto/mfa.dto.js';
import { MfaVerifyDto } from './dto/sign-in.dto.js';
import { MfaEnrolmentFlow } from './mfa-enrolment.flow.js';
import { RecoveryFlow } from './recovery.flow.js';

@Controller('auth/mfa')
export class MfaController {
  constructor(
    private readonly challenge: ChallengeFlow,
    private readonly recovery: RecoveryFlow,
    private readonly enrolment: MfaEnrolmentFlow,
  ) {}

  @Endpoint({
    summary: 'Choose a second factor',
    limit: 'code',
    description:
      'For the `session` of an `MFA_SELECTION_REQUIRED`. The answer is the challenge of that factor.',
    next: '`POST /auth/mfa/verify` with the new `session`.',
    returns: AUTH_RESULT,
    examples: { mfaRequired: AUTH_EXAMPLES.mfaRequired },
    errors: ['session_expired', 'account_locked'],
  })
  @Public()
  @Post('select')
  async selectMfa(
    @RequestBody() { session, method }: MfaSelectDto,
    @Origin() origin: RequestOrigin,
  ): Promise<AuthResultDto> {
    return toAuthResult(await this.challenge.selectMfa(session, method, origin));
  }

  @Endpoint({
    summary: 'Sign in with a recovery code',
    description:
      'For the `session` of an `MFA_REQUIRED`, when the app is lost. The app is forgotten and a new one must be set ' +
      'up. A recovery code works once.',
    next: '`POST /auth/mfa/setup` with the new `session`.',
    limit: 'code',
    returns: AUTH_RESULT,
    examples: { mfaSetupRequired: AUTH_EXAMPLES.mfaSetupRequired },
    errors: ['recovery_code_invalid', 'session_expired', 'account_disabled', 'account_locked'],
  })
  @Public()
  @Post('recover')
  async recoverMfa(
    @RequestBody() { session, recoveryCode }: MfaRecoverDto,
    @Origin() origin: RequestOrigin,
  ): Promise<AuthResultDto> {
    return toAuthResult(await this.recovery.recover(session, recoveryCode, origin));
  }

  @Endpoint({
    summary: 'Answer the second factor',
    limit: 'code',
    description:
      'For the `session` of an `MFA_REQUIRED`. A wrong code leaves the session good, up to five times.',
    next: 'With `AUTHENTICATED`, `GET /users/me`. Without the app, `POST /auth/mfa/recover`.',
    returns: AUTH_RESULT,
    examples: { authenticated: AUTH_EXAMPLES.authenticated },
    errors: ['mfa_code_mismatch', 'session_expired', 'account_disabled', 'account_locked'],
  })
  @Public()
  @Post('verify')
  async verifyMfa(
    @RequestBody() { session, code }: MfaVerifyDto,
    @Origin() origin: RequestOrigin,
  ): Promise<AuthResultDto> {
    return toAuthResult(await this.challenge.verifyMfa(session, code, origin));
  }

  @Endpoint({
    summary: 'Set up an authenticator app while signing in',
    description:
      'For the `session` of an `MFA_SETUP_REQUIRED`. Show the QR code, or the secret for typing it in.',
    next: '`POST /auth/mfa/setup/verify` with the new `session` and the first code that the app shows.',
    returns: MfaSetupResultDto,
    examples: { secret: { session: AUTH_EXAMPLES.mfaRequired.session, ...TOTP_SECRET_EXAMPLE } },
    errors: ['session_expired'],
  })
  @Public()
  @Post('setup')
  async setUpMfa(@RequestBody() { session }: MfaSetupDto): Promise<MfaSetupResultDto> {
    const setup = await this.enrolment.setUp(session);
    if (setup.status === 'REFUSED') throw new AppError(setup.code);
    const { secret, otpauthUri, qrCode } = setup;
    return { session: setup.session, secret, otpauthUri, qrCode };
  }

  @Endpoint({
    summary: 'Finish the set-up with a first code',
    limit: 'code',
    description:
      'Ends the sign-in. The first time, `recoveryCodes` come with it: show them, they are not told again.',
    next: 'Show the recovery codes, then `GET /users/me`.',
    returns: AUTH_RESULT,
    examples: { firstFactor: AUTH_EXAMPLES.firstFactor },
    errors: ['mfa_code_mismatch', 'session_expired', 'account_disabled', 'account_locked'],
  })
  @Public()
  @Post('setup/verify')
  async verifyMfaSetup(
    @RequestBody() { session, code, deviceName }: MfaSetupVerifyDto,
    @Origin() origin: RequestOrigin,
  ): Promise<AuthResultDto> {
    return toAuthResult(await this.enrolment.verifySetUp(session, code, deviceName, origin));
  }
}
