import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  Accepted,
  Email,
  MailedCode,
  NewPassword,
  PersonName,
  RoleName,
  ShortText,
} from '../../http/field.decorators.js';
import { CodeDeliveryDto } from './code-delivery.dto.js';

@ApiSchema({ name: 'RegisterRequest' })
export class RegisterDto {
  /** The address to sign in with; the code goes there. */
  @Email()
  email!: string;

  @NewPassword()
  password!: string;

  @PersonName('Ada')
  firstName!: string;

  @PersonName('Lovelace')
  lastName!: string;

  /** The terms whose version `GET /auth/policy` tells. */
  @Accepted()
  acceptTerms!: true;

  /** One of `signUp.selfAssignableRoles` of `GET /auth/policy`. */
  @RoleName({ optional: true })
  role?: string;

  @ShortText('Engineering')
  department?: string;

  @ShortText('E-1024')
  employeeId?: string;
}

const STATUSES = ['UNCONFIRMED', 'CONFIRMED'] as const;

@ApiSchema({ name: 'RegisterResult' })
export class RegisteredDto {
  /** Null where sign-up does not tell whether the address was taken. */
  @ApiProperty({ type: String, nullable: true, example: '34c84488-e0e1-70ae-9b5d-1f0c5d1f2a3b' })
  userId!: string | null;

  @ApiProperty({ enum: STATUSES, example: 'UNCONFIRMED' })
  status!: (typeof STATUSES)[number];

  /** Where the code went; null where none was needed. */
  @ApiProperty({ type: () => CodeDeliveryDto, nullable: true })
  codeDelivery!: CodeDeliveryDto | null;
}

@ApiSchema({ name: 'ConfirmRequest' })
export class ConfirmDto {
  @Email()
  email!: string;

  @MailedCode()
  code!: string;
}

@ApiSchema({ name: 'ConfirmResult' })
export class ConfirmedDto {
  @ApiProperty({ enum: ['CONFIRMED'], example: 'CONFIRMED' })
  status!: 'CONFIRMED';
}

@ApiSchema({ name: 'EmailRequest' })
export class EmailOnlyDto {
  @Email()
  email!: string;
}
