import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MfaCode, SealedSession, ShortText } from '../../http/field.decorators.js';

@ApiSchema({ name: 'MfaSetupRequest' })
export class MfaSetupDto {
  @SealedSession()
  session!: string;

  @ApiProperty({ enum: ['TOTP'], example: 'TOTP' })
  @IsIn(['TOTP'], { message: 'must be TOTP' })
  method!: 'TOTP';
}

/** What an authenticator app needs. Shown once. */
@ApiSchema({ name: 'TotpSecret' })
export class TotpSecretDto {
  /** Base32, for typing it in. */
  @ApiProperty({ example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' })
  secret!: string;

  @ApiProperty({
    example: 'otpauth://totp/Auth%20Service:ada%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Auth%20Service',
  })
  otpauthUri!: string;

  /** The same as a picture, `data:image/png;base64,…`. */
  @ApiProperty({ example: 'data:image/png;base64,iVBORw0KGgo…' })
  qrCode!: string;
}

@ApiSchema({ name: 'MfaSetupResult' })
export class MfaSetupResultDto extends TotpSecretDto {
  /** Send it with the first code to `POST /auth/mfa/setup/verify`. */
  @ApiProperty({ example: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..Zk8…' })
  session!: string;
}

@ApiSchema({ name: 'MfaSetupVerifyRequest' })
export class MfaSetupVerifyDto {
  @SealedSession()
  session!: string;

  @MfaCode()
  code!: string;

  /** A name for the phone. */
  @ShortText("Ada's phone")
  deviceName?: string;
}

@ApiSchema({ name: 'TotpVerifyRequest' })
export class TotpVerifyDto {
  @MfaCode()
  code!: string;
}

@ApiSchema({ name: 'MfaMethodState' })
export class MfaMethodStateDto {
  @ApiProperty({ enum: ['TOTP', 'SMS', 'EMAIL'], enumName: 'MfaMethod', example: 'TOTP' })
  method!: 'TOTP' | 'SMS' | 'EMAIL';

  @ApiProperty({ example: true })
  enabled!: boolean;

  @ApiProperty({ example: true })
  preferred!: boolean;
}

@ApiSchema({ name: 'TotpVerifyResult' })
export class TotpVerifyResultDto {
  @ApiProperty({ type: () => [MfaMethodStateDto] })
  methods!: MfaMethodStateDto[];

  /** Only the first time: show them once, they cannot be read again. */
  @ApiPropertyOptional({ type: [String], example: ['7K2M-9QXB-4TRD-W3HN'] })
  recoveryCodes?: string[];
}

export const TOTP_SECRET_EXAMPLE: TotpSecretDto = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  otpauthUri: 'otpauth://totp/Auth%20Service:ada%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Auth%20Service',
  qrCode: 'data:image/png;base64,iVBORw0KGgo…',
};
