import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { UserProfileDto } from '../../users/dto/user-profile.dto.js';

const METHODS = ['TOTP', 'SMS', 'EMAIL'] as const;
type Method = (typeof METHODS)[number];

const SESSION = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..Yx4…';

@ApiSchema({ name: 'Tokens' })
export class TokensDto {
  /** Send it as `Authorization: Bearer …`. */
  @ApiProperty({ example: 'eyJraWQiOiJhY2Nlc3MiLCJhbGciOiJSUzI1NiJ9.…' })
  accessToken!: string;

  /** For the client alone: it tells who signed in, and opens nothing. */
  @ApiProperty({ example: 'eyJraWQiOiJpZCIsImFsZyI6IlJTMjU2In0.…' })
  idToken!: string;

  /** Opaque. Good for one refresh where rotation is on. */
  @ApiProperty({ example: 'eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIn0.…' })
  refreshToken!: string;

  @ApiProperty({ enum: ['Bearer'], example: 'Bearer' })
  tokenType!: 'Bearer';

  /** Seconds until the access token ends. */
  @ApiProperty({ type: 'integer', example: 3600 })
  expiresIn!: number;
}

/** Signed in. */
@ApiSchema({ name: 'Authenticated' })
export class AuthenticatedDto {
  @ApiProperty({ enum: ['AUTHENTICATED'], example: 'AUTHENTICATED' })
  status!: 'AUTHENTICATED';

  @ApiProperty({ type: () => TokensDto })
  tokens!: TokensDto;

  @ApiProperty({ type: () => UserProfileDto })
  user!: UserProfileDto;

  /** Only after the first factor was set up: show them once, they cannot be read again. */
  @ApiPropertyOptional({ type: [String], example: ['7K2M-9QXB-4TRD-W3HN'] })
  recoveryCodes?: string[];
}

class WaitingDto {
  /** Opaque and sealed; send it with the next step. Good for that step alone. */
  @ApiProperty({ example: SESSION })
  session!: string;

  /** Seconds until `session` ends. */
  @ApiProperty({ type: 'integer', example: 180 })
  expiresIn!: number;
}

/** A second factor is asked for: `POST /auth/mfa/verify`. */
@ApiSchema({ name: 'MfaRequired' })
export class MfaRequiredDto extends WaitingDto {
  @ApiProperty({ enum: ['MFA_REQUIRED'], example: 'MFA_REQUIRED' })
  status!: 'MFA_REQUIRED';

  @ApiProperty({ enum: METHODS, enumName: 'MfaMethod', example: 'TOTP' })
  method!: Method;

  /** Masked; where the code was sent. */
  @ApiPropertyOptional({ example: '+*******9934' })
  destination?: string;
}

/** The account has several factors: `POST /auth/mfa/select`. */
@ApiSchema({ name: 'MfaSelectionRequired' })
export class MfaSelectionRequiredDto extends WaitingDto {
  @ApiProperty({ enum: ['MFA_SELECTION_REQUIRED'], example: 'MFA_SELECTION_REQUIRED' })
  status!: 'MFA_SELECTION_REQUIRED';

  @ApiProperty({ enum: METHODS, enumName: 'MfaMethod', isArray: true, example: ['TOTP', 'EMAIL'] })
  methods!: Method[];
}

/** A factor must be set up before the first sign-in ends: `POST /auth/mfa/setup`. */
@ApiSchema({ name: 'MfaSetupRequired' })
export class MfaSetupRequiredDto extends WaitingDto {
  @ApiProperty({ enum: ['MFA_SETUP_REQUIRED'], example: 'MFA_SETUP_REQUIRED' })
  status!: 'MFA_SETUP_REQUIRED';

  @ApiProperty({ enum: METHODS, enumName: 'MfaMethod', isArray: true, example: ['TOTP'] })
  methods!: Method[];
}

/** A new password must be chosen: `POST /auth/new-password`. */
@ApiSchema({ name: 'NewPasswordRequired' })
export class NewPasswordRequiredDto extends WaitingDto {
  @ApiProperty({ enum: ['NEW_PASSWORD_REQUIRED'], example: 'NEW_PASSWORD_REQUIRED' })
  status!: 'NEW_PASSWORD_REQUIRED';

  @ApiProperty({ enum: ['INVITED', 'EXPIRED'], example: 'INVITED' })
  reason!: 'INVITED' | 'EXPIRED';
}

/** The address has an account with a password already: prove it at `POST /auth/social/link`. */
@ApiSchema({ name: 'SocialLinkRequired' })
export class SocialLinkRequiredDto extends WaitingDto {
  @ApiProperty({ enum: ['SOCIAL_LINK_REQUIRED'], example: 'SOCIAL_LINK_REQUIRED' })
  status!: 'SOCIAL_LINK_REQUIRED';

  /** Masked; the address of both. */
  @ApiProperty({ example: 'a***@e***.com' })
  destination!: string;
}

export type AuthResultDto =
  | AuthenticatedDto
  | MfaRequiredDto
  | MfaSelectionRequiredDto
  | MfaSetupRequiredDto
  | NewPasswordRequiredDto
  | SocialLinkRequiredDto;
