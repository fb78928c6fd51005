import { ApiSchema } from '@nestjs/swagger';
import { Email, MailedCode, NewPassword, Password, SealedSession } from '../../http/field.decorators.js';

@ApiSchema({ name: 'ResetPasswordRequest' })
export class ResetPasswordDto {
  @Email()
  email!: string;

  @MailedCode()
  code!: string;

  @NewPassword()
  newPassword!: string;
}

@ApiSchema({ name: 'ChangePasswordRequest' })
export class ChangePasswordDto {
  @Password()
  currentPassword!: string;

  @NewPassword()
  newPassword!: string;
}

@ApiSchema({ name: 'NewPasswordRequest' })
export class NewPasswordDto {
  @SealedSession()
  session!: string;

  @NewPassword()
  newPassword!: string;
}
