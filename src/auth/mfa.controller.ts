import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authenticated, CurrentUser, Origin, Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestBody } from '../http/validation.pipe.js';
import { AppError } from '../shared/app-error.js';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import { ChallengeFlow } from './challenge.flow.js';
import { AUTH_EXAMPLES, AUTH_RESULT, toAuthResult } from './dto/auth-result.js';
import type { AuthResultDto } from './dto/auth-result.dto.js';
import {
  MfaSetupDto,
  MfaSetupResultDto,
  MfaSetupVerifyDto,
  TotpSecretDto,
  TotpVerifyDto,
  TotpVerifyResultDto,
} from './dto/mfa-setup.dto.js';
import { MfaVerifyDto } from './dto/sign-in.dto.js';
import { MfaEnrolmentFlow } from './mfa-enrolment.flow.js';

const SECRET_EXAMPLE = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  otpauthUri: 'otpauth://totp/Auth%20Service:ada%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Auth%20Service',
  qrCode: 'data:image/png;base64,iVBORw0KGgo…',
};

@ApiTags('Second factor')
@Controller('auth/mfa')
export class MfaController {
  constructor(
    private readonly challenge: ChallengeFlow,
    private readonly enrolment: MfaEnrolmentFlow,
  ) {}

  @Endpoint({
    summary: 'Answer the second factor',
    description:
      'For the `session` of an `MFA_REQUIRED`. A wrong code leaves the session good, up to five times.',
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
      'For the `session` of an `MFA_SETUP_REQUIRED`. Show the QR code. Next: `POST /auth/mfa/setup/verify`.',
    returns: MfaSetupResultDto,
    examples: { secret: { session: AUTH_EXAMPLES.mfaRequired.session, ...SECRET_EXAMPLE } },
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
    description:
      'Ends the sign-in. The first time, `recoveryCodes` come with it: show them, they are not told again.',
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

  @Endpoint({
    summary: 'Set up or replace an authenticator app, signed in',
    description:
      'Show the QR code. Next: `POST /auth/mfa/totp/verify`. Until then an earlier app goes on working.',
    returns: TotpSecretDto,
    examples: { secret: SECRET_EXAMPLE },
    errors: ['not_found'],
    validates: false,
  })
  @Authenticated()
  @Post('totp')
  setUpTotp(@CurrentUser() caller: Caller): Promise<TotpSecretDto> {
    return this.enrolment.setUpSignedIn(caller);
  }

  @Endpoint({
    summary: 'Finish the set-up with a first code, signed in',
    description: 'From the next sign-in on, the app is asked for.',
    returns: TotpVerifyResultDto,
    examples: {
      first: {
        methods: [{ method: 'TOTP', enabled: true, preferred: true }],
        recoveryCodes: AUTH_EXAMPLES.firstFactor.recoveryCodes,
      },
    },
    errors: ['mfa_code_mismatch', 'too_many_requests'],
  })
  @Authenticated()
  @Post('totp/verify')
  async verifyTotp(
    @CurrentUser() caller: Caller,
    @RequestBody() { code }: TotpVerifyDto,
  ): Promise<TotpVerifyResultDto> {
    const recoveryCodes = await this.enrolment.verifySignedIn(caller, code);
    return {
      methods: [{ method: 'TOTP', enabled: true, preferred: true }],
      ...(recoveryCodes && { recoveryCodes: [...recoveryCodes] }),
    };
  }
}
