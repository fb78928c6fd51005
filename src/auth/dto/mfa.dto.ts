import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { RecoveryCode, SealedSession } from '../../http/field.decorators.js';
import { MfaMethodStateDto } from './mfa-setup.dto.js';

const METHODS = ['TOTP', 'SMS', 'EMAIL'] as const;

@ApiSchema({ name: 'MfaSelectRequest' })
export class MfaSelectDto {
  @SealedSession()
  session!: string;

  /** One of the `methods` of the step before. */
  @ApiProperty({ enum: METHODS, enumName: 'MfaMethod', example: 'TOTP' })
  @IsIn(METHODS, { message: 'must be one of TOTP, SMS, EMAIL' })
  method!: (typeof METHODS)[number];
}

@ApiSchema({ name: 'MfaRecoverRequest' })
export class MfaRecoverDto {
  @SealedSession()
  session!: string;

  @RecoveryCode()
  recoveryCode!: string;
}

@ApiSchema({ name: 'MfaState' })
export class MfaStateDto {
  /** Whether everybody needs a second factor here. */
  @ApiProperty({ example: false })
  required!: boolean;

  @ApiProperty({ type: () => [MfaMethodStateDto] })
  methods!: MfaMethodStateDto[];

  @ApiProperty({ type: 'integer', example: 10 })
  recoveryCodesLeft!: number;
}

@ApiSchema({ name: 'RecoveryCodes' })
export class RecoveryCodesDto {
  /** Show them once: they cannot be read again. Each works once. */
  @ApiProperty({ type: [String], example: ['7K2M-9QXB-4TRD-W3HN'] })
  recoveryCodes!: string[];
}
