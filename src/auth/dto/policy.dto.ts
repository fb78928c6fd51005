import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Settings } from '../../config/settings.js';

@ApiSchema({ name: 'PasswordPolicy' })
export class PasswordPolicyDto {
  @ApiProperty({ type: 'integer', example: 8 })
  minLength!: number;

  @ApiProperty({ example: true })
  requireUppercase!: boolean;

  @ApiProperty({ example: true })
  requireLowercase!: boolean;

  @ApiProperty({ example: true })
  requireNumbers!: boolean;

  @ApiProperty({ example: true })
  requireSymbols!: boolean;

  /** How many former passwords are refused. */
  @ApiProperty({ type: 'integer', example: 0 })
  historySize!: number;

  /** 0 for no limit. */
  @ApiProperty({ type: 'integer', example: 0 })
  maxAgeDays!: number;
}

@ApiSchema({ name: 'MfaPolicy' })
export class MfaPolicyDto {
  @ApiProperty({ example: false })
  required!: boolean;

  @ApiProperty({ enum: ['TOTP', 'SMS', 'EMAIL'], enumName: 'MfaMethod', isArray: true, example: ['TOTP'] })
  methods!: ('TOTP' | 'SMS' | 'EMAIL')[];
}

@ApiSchema({ name: 'SessionPolicy' })
export class SessionPolicyDto {
  /** Minutes without use after which a session ends; 0 for never. */
  @ApiProperty({ type: 'number', example: 0 })
  idleMinutes!: number;
}

@ApiSchema({ name: 'SignUpPolicy' })
export class SignUpPolicyDto {
  @ApiProperty({ enum: ['conflict', 'silent'], example: 'conflict' })
  disclosure!: 'conflict' | 'silent';

  @ApiProperty({ type: [String], example: ['Employee'] })
  selfAssignableRoles!: string[];

  @ApiProperty({ example: '1' })
  termsVersion!: string;
}

@ApiSchema({ name: 'Policy' })
export class PolicyDto {
  @ApiProperty({ type: () => PasswordPolicyDto })
  password!: PasswordPolicyDto;

  @ApiProperty({ type: () => MfaPolicyDto })
  mfa!: MfaPolicyDto;

  @ApiProperty({ type: () => SessionPolicyDto })
  session!: SessionPolicyDto;

  @ApiProperty({ type: () => SignUpPolicyDto })
  signUp!: SignUpPolicyDto;

  /** Social providers that one can sign in with. */
  @ApiProperty({ type: [String], example: [] })
  social!: string[];

  static of(settings: Settings): PolicyDto {
    return {
      password: { ...settings.password },
      mfa: { required: settings.mfaRequired, methods: ['TOTP'] },
      session: { idleMinutes: settings.sessionIdleMinutes },
      signUp: {
        disclosure: settings.signUpDisclosure,
        selfAssignableRoles: [...settings.selfAssignableRoles],
        termsVersion: settings.termsVersion,
      },
      social: settings.cognitoDomain === undefined ? [] : [...settings.socialProviders],
    };
  }
}

export const POLICY_EXAMPLE: PolicyDto = {
  password: {
    minLength: 8,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    historySize: 0,
    maxAgeDays: 0,
  },
  mfa: { required: false, methods: ['TOTP'] },
  session: { idleMinutes: 0 },
  signUp: { disclosure: 'conflict', selfAssignableRoles: ['Employee'], termsVersion: '1' },
  social: [],
};
