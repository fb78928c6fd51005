import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { OAUTH_ERRORS, type OAuthErrorName } from './oauth-error.js';

/** A refusal of the token endpoint (RFC 6749, 5.2). */
@ApiSchema({ name: 'OAuthError' })
export class OAuthErrorDto {
  @ApiProperty({ enum: OAUTH_ERRORS, enumName: 'OAuthErrorName', example: 'invalid_grant' })
  error!: OAuthErrorName;

  @ApiProperty({ example: 'The e-mail address and the password do not match.' })
  error_description!: string;

  /** Where a step is missing: send it with `grant_type=mfa_otp`, or to the operation that the error names. */
  @ApiPropertyOptional({ example: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..Yx4' })
  session?: string;

  /** With `mfa_required`. */
  @ApiPropertyOptional({ enum: ['TOTP', 'SMS', 'EMAIL'], enumName: 'MfaMethod', example: 'TOTP' })
  method?: string;

  /** With `mfa_selection_required` and `mfa_setup_required`. */
  @ApiPropertyOptional({ type: [String], example: ['TOTP'] })
  methods?: string[];

  /** Seconds until `session` ends. */
  @ApiPropertyOptional({ type: 'integer', example: 180 })
  expires_in?: number;
}
