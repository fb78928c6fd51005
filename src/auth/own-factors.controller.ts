import { Controller, Delete, Get, Post } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Authenticated, CurrentUser, RequireRecentAuth } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestBody } from '../http/validation.pipe.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { MfaStateDto, RecoveryCodesDto } from './dto/mfa.dto.js';
import {
  TOTP_SECRET_EXAMPLE,
  TotpSecretDto,
  TotpVerifyDto,
  TotpVerifyResultDto,
} from './dto/mfa-setup.dto.js';
import { EnrolledFactors } from './enrolled-factors.js';
import { SignedInEnrolmentFlow } from './signed-in-enrolment.flow.js';

const CODES = ['7K2M-9QXB-4TRD-W3HN', 'QW8E-R7TY-0PAS-D5FG'];
const TOTP_STATE = { method: 'TOTP', enabled: true, preferred: true };

@Controller('auth/mfa')
export class OwnFactorsController {
  constructor(
    private readonly enrolment: SignedInEnrolmentFlow,
    private readonly factors: EnrolledFactors,
    private readonly settings: Settings,
  ) {}

  @Endpoint({
    summary: 'Which second factors I have',
    description:
      'For a page of security settings: which factors are set up, and how many recovery codes are left.',
    next: '`POST /auth/mfa/totp` to set one up; `POST /auth/mfa/recovery-codes` where few are left.',
    returns: MfaStateDto,
    examples: { state: { required: false, methods: [TOTP_STATE], recoveryCodesLeft: 10 } },
    validates: false,
  })
  @Authenticated()
  @Get()
  async readMyFactors(@CurrentUser() { userId }: Caller): Promise<MfaStateDto> {
    const [methods, recoveryCodesLeft] = await Promise.all([
      this.factors.list(userId),
      this.factors.recoveryCodesLeft(userId),
    ]);
    return { required: this.settings.mfaRequired, methods: [...methods], recoveryCodesLeft };
  }

  @Endpoint({
    summary: 'Set up or replace an authenticator app, signed in',
    description:
      'Show the QR code. Until the first code is verified, an earlier app goes on working; replacing one takes a ' +
      'recent sign-in.',
    next: '`POST /auth/mfa/totp/verify` with the first code that the app shows.',
    returns: TotpSecretDto,
    examples: { secret: TOTP_SECRET_EXAMPLE },
    errors: ['insufficient_user_authentication', 'not_found'],
    validates: false,
  })
  @Authenticated()
  @Post('totp')
  setUpTotp(@CurrentUser() caller: Caller): Promise<TotpSecretDto> {
    return this.enrolment.setUp(caller);
  }

  @Endpoint({
    summary: 'Finish the set-up with a first code, signed in',
    limit: 'code',
    description:
      'From the next sign-in on, the app is asked for. In place of another app it takes a recent sign-in, and wrong codes count ' +
      'for the lock.',
    next: 'Show the recovery codes where there are some; they are not told again.',
    returns: TotpVerifyResultDto,
    examples: { first: { methods: [TOTP_STATE], recoveryCodes: CODES } },
    errors: ['mfa_code_mismatch', 'insufficient_user_authentication', 'account_locked', 'not_found'],
  })
  @Authenticated()
  @Post('totp/verify')
  async verifyTotp(
    @CurrentUser() caller: Caller,
    @RequestBody() { code }: TotpVerifyDto,
  ): Promise<TotpVerifyResultDto> {
    const recoveryCodes = await this.enrolment.verify(caller, code);
    return {
      methods: [...(await this.factors.list(caller.userId))],
      ...(recoveryCodes && { recoveryCodes: [...recoveryCodes] }),
    };
  }

  @Endpoint({
    summary: 'Remove my authenticator app',
    description:
      'When somebody wants to sign in without it. The recovery codes go with it. Refused where everybody needs a ' +
      'second factor.',
    next: '`POST /auth/mfa/totp` to set up another.',
    status: 204,
    errors: ['mfa_required_by_policy', 'not_found'],
    validates: false,
  })
  @RequireRecentAuth()
  @Authenticated()
  @Delete('totp')
  async removeTotp(@CurrentUser() caller: Caller): Promise<void> {
    if (this.settings.mfaRequired) throw new AppError('mfa_required_by_policy');
    await this.factors.remove(caller);
  }

  @Endpoint({
    summary: 'Make new recovery codes',
    description: 'The old ones stop working. Show the new ones once: they cannot be read again.',
    next: 'Show them, and have them kept safe.',
    status: 201,
    returns: RecoveryCodesDto,
    examples: { codes: { recoveryCodes: CODES } },
    validates: false,
  })
  @RequireRecentAuth()
  @Authenticated()
  @Post('recovery-codes')
  async regenerateRecoveryCodes(@CurrentUser() caller: Caller): Promise<RecoveryCodesDto> {
    return { recoveryCodes: [...(await this.factors.regenerateRecoveryCodes(caller))] };
  }
}
