import { ApiSchema } from '@nestjs/swagger';
import { Email, MfaCode, Password, RefreshToken, SealedSession } from '../../http/field.decorators.js';

@ApiSchema({ name: 'LoginRequest' })
export class LoginDto {
  @Email()
  email!: string;

  @Password()
  password!: string;
}

@ApiSchema({ name: 'RefreshRequest' })
export class RefreshDto {
  @RefreshToken()
  refreshToken!: string;
}

@ApiSchema({ name: 'LogoutRequest' })
export class LogoutDto {
  /** Sent in, it is revoked at once; left out, it dies with the session. */
  @RefreshToken({ optional: true })
  refreshToken?: string;
}

@ApiSchema({ name: 'MfaVerifyRequest' })
export class MfaVerifyDto {
  @SealedSession()
  session!: string;

  @MfaCode()
  code!: string;
}
