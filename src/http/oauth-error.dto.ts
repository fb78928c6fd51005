import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { OAUTH_REFUSALS, type OAuthRefusalName } from './oauth-error.js';
import type { Union } from './unions.js';

const SESSION = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..Yx4';
const METHODS = ['TOTP', 'SMS', 'EMAIL'] as const;
type Method = (typeof METHODS)[number];

/** A refusal of the token endpoint (RFC 6749, 5.2). */
@ApiSchema({ name: 'OAuthError' })
export class OAuthErrorDto {
  @ApiProperty({ enum: OAUTH_REFUSALS, enumName: 'OAuthErrorName', example: 'invalid_grant' })
  error!: OAuthRefusalName;

  @ApiProperty({ example: 'The e-mail address and the password do not match.' })
  error_description!: string;
}

class MissingStepDto {
  /** For people. */
  @ApiProperty({ example: 'Send the code with grant_type=mfa_otp and this session.' })
  error_description!: string;

  /** Opaque and sealed; send it with the next step. */
  @ApiProperty({ example: SESSION })
  session!: string;

  /** Seconds until `session` ends. */
  @ApiProperty({ type: 'integer', example: 180 })
  expires_in!: number;
}

/** Send the code with `grant_type=mfa_otp` and `session`. */
@ApiSchema({ name: 'OAuthMfaRequired' })
export class OAuthMfaRequiredDto extends MissingStepDto {
  @ApiProperty({ enum: ['mfa_required'], example: 'mfa_required' })
  error!: 'mfa_required';

  @ApiProperty({ enum: METHODS, enumName: 'MfaMethod', example: 'TOTP' })
  method!: Method;
}

/** The account has several second factors: sign in with `POST /auth/login` and choose one. */
@ApiSchema({ name: 'OAuthMfaSelectionRequired' })
export class OAuthMfaSelectionRequiredDto extends MissingStepDto {
  @ApiProperty({ enum: ['mfa_selection_required'], example: 'mfa_selection_required' })
  error!: 'mfa_selection_required';

  @ApiProperty({ enum: METHODS, enumName: 'MfaMethod', isArray: true, example: ['TOTP', 'EMAIL'] })
  methods!: Method[];
}

/** The account needs a second factor first: sign in with `POST /auth/login` and set one up. */
@ApiSchema({ name: 'OAuthMfaSetupRequired' })
export class OAuthMfaSetupRequiredDto extends MissingStepDto {
  @ApiProperty({ enum: ['mfa_setup_required'], example: 'mfa_setup_required' })
  error!: 'mfa_setup_required';

  @ApiProperty({ enum: METHODS, enumName: 'MfaMethod', isArray: true, example: ['TOTP'] })
  methods!: Method[];
}

/** The account needs a new password first: sign in with `POST /auth/login` and choose one. */
@ApiSchema({ name: 'OAuthNewPasswordRequired' })
export class OAuthNewPasswordRequiredDto extends MissingStepDto {
  @ApiProperty({ enum: ['new_password_required'], example: 'new_password_required' })
  error!: 'new_password_required';
}

/** The 403 of the token endpoint: who it is has been proved, but a step is missing. */
export const OAUTH_MISSING_STEP = {
  name: 'OAuthMissingStep',
  description: 'The password is right, but a step is missing, which `error` names.',
  property: 'error',
  members: {
    mfa_required: OAuthMfaRequiredDto,
    mfa_selection_required: OAuthMfaSelectionRequiredDto,
    mfa_setup_required: OAuthMfaSetupRequiredDto,
    new_password_required: OAuthNewPasswordRequiredDto,
  },
} satisfies Union;
