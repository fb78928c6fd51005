import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Length } from 'class-validator';
import { AppError } from '../../shared/app-error.js';
import { OAuthError } from '../../http/oauth-error.js';
import { PlainAddress, WithoutBlanks } from '../../http/transforms.js';
import { MAX_SEALED_LENGTH } from '../../shared/sealed-length.js';
import type { AuthOutcome } from '../auth-outcome.js';
import type { Grant } from '../token-grant.flow.js';

const GRANT_TYPES = ['password', 'refresh_token', 'mfa_otp'] as const;

/** A form of RFC 6749. Which fields a grant needs is said by its description; unknown ones are not looked at. */
@ApiSchema({ name: 'TokenRequest' })
export class TokenRequestDto {
  @ApiProperty({ enum: GRANT_TYPES, example: 'password' })
  @IsString({ message: 'must be a string' })
  grant_type!: string;

  /** For `password`: the e-mail address. */
  @ApiPropertyOptional({ example: 'ada@example.com' })
  @OptionalText(128)
  // Cognito takes a user's id as well, under which nobody would look for the lock of the account.
  @IsEmail({}, { message: 'must be an e-mail address' })
  @PlainAddress()
  username?: string;

  /** For `password`. */
  @ApiPropertyOptional({ format: 'password', example: 'correct-Horse-7-battery' })
  @OptionalText(256)
  password?: string;

  /** For `mfa_otp`, and for `password` where the code is at hand already. */
  @ApiPropertyOptional({ example: '123456' })
  @OptionalText(8)
  @WithoutBlanks()
  otp?: string;

  /** For `refresh_token`. */
  @ApiPropertyOptional({ example: 'eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIn0.x' })
  @OptionalText(8192)
  refresh_token?: string;

  /** For `mfa_otp`: that of the `mfa_required` before. */
  @ApiPropertyOptional({ example: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..Yx4' })
  @OptionalText(MAX_SEALED_LENGTH)
  session?: string;
}

@ApiSchema({ name: 'TokenResponse' })
export class TokenResponseDto {
  @ApiProperty({ example: 'eyJraWQiOiJhY2Nlc3MiLCJhbGciOiJSUzI1NiJ9.x.y' })
  access_token!: string;

  @ApiProperty({ example: 'eyJraWQiOiJpZCIsImFsZyI6IlJTMjU2In0.x.y' })
  id_token!: string;

  @ApiProperty({ example: 'eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIn0.x' })
  refresh_token!: string;

  @ApiProperty({ enum: ['Bearer'], example: 'Bearer' })
  token_type!: 'Bearer';

  /** Seconds. */
  @ApiProperty({ type: 'integer', example: 3600 })
  expires_in!: number;
}

function OptionalText(max: number): PropertyDecorator {
  return (target, key) => {
    IsOptional()(target, key);
    IsString({ message: 'must be a string' })(target, key);
    Length(1, max, { message: `must have from 1 to ${max} characters` })(target, key);
  };
}

/** The grant that the form asks for; a form without what its grant needs is an `invalid_request`. */
export function toGrant(form: TokenRequestDto): Grant {
  switch (form.grant_type) {
    case 'password':
      return {
        type: 'password',
        email: needed(form, 'username'),
        password: needed(form, 'password'),
        otp: form.otp,
      };
    case 'refresh_token':
      return { type: 'refresh_token', refreshToken: needed(form, 'refresh_token') };
    case 'mfa_otp':
      return { type: 'mfa_otp', session: needed(form, 'session'), otp: needed(form, 'otp') };
    default:
      throw new OAuthError(
        400,
        'unsupported_grant_type',
        `grant_type must be one of ${GRANT_TYPES.join(', ')}`,
      );
  }
}

function needed(
  form: TokenRequestDto,
  field: 'username' | 'password' | 'refresh_token' | 'session' | 'otp',
): string {
  const value = form[field];
  if (value !== undefined) return value;
  throw new OAuthError(400, 'invalid_request', `${field} is missing`);
}

/** Tokens, or the refusal that names the step that is missing. */
export function toTokenResponse(outcome: AuthOutcome): TokenResponseDto {
  switch (outcome.status) {
    case 'AUTHENTICATED':
      return {
        access_token: outcome.tokens.accessToken,
        id_token: outcome.tokens.idToken,
        refresh_token: outcome.tokens.refreshToken,
        token_type: 'Bearer',
        expires_in: outcome.tokens.expiresIn,
      };
    case 'REFUSED':
      throw new AppError(outcome.code, {
        ...(outcome.retryAfterSeconds !== undefined && { retryAfterSeconds: outcome.retryAfterSeconds }),
      });
    case 'MFA_REQUIRED':
      throw missingStep('mfa_required', 'Send the code with grant_type=mfa_otp and this session.', outcome);
    case 'MFA_SELECTION_REQUIRED':
      throw missingStep(
        'mfa_selection_required',
        'This account has several second factors. Choose one: POST /auth/login, then POST /auth/mfa/select.',
        outcome,
      );
    case 'MFA_SETUP_REQUIRED':
      throw missingStep(
        'mfa_setup_required',
        'This account needs a second factor first. Set one up: POST /auth/login, then POST /auth/mfa/setup.',
        outcome,
      );
    case 'SOCIAL_LINK_REQUIRED':
      throw new TypeError('no grant leads to a social sign-in');
    case 'NEW_PASSWORD_REQUIRED':
      throw missingStep(
        'new_password_required',
        'This account needs a new password first. Choose one: POST /auth/login, then POST /auth/new-password.',
        outcome,
      );
  }
}

function missingStep(
  error: 'mfa_required' | 'mfa_selection_required' | 'mfa_setup_required' | 'new_password_required',
  description: string,
  outcome: Exclude<AuthOutcome, { status: 'AUTHENTICATED' | 'REFUSED' }>,
): OAuthError {
  const { expiresIn, session } = outcome;
  const method = 'method' in outcome ? { method: outcome.method } : {};
  const methods = 'methods' in outcome ? { methods: outcome.methods } : {};
  return new OAuthError(403, error, description, { session, ...method, ...methods, expires_in: expiresIn });
}
