import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  Equals,
  IsEmail,
  IsNotEmpty,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateIf,
} from 'class-validator';
import { MAX_SEALED_LENGTH } from '../shared/sealed-length.js';
import { PlainAddress, Trimmed, WithoutBlanks } from './transforms.js';

const NO_CONTROL_CHARACTERS = /^[^\p{Cc}]*$/u;

/** A pool takes no blanks, not even between quotes. */
const NO_BLANKS = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]*$/u;

interface OptionalField {
  readonly optional?: boolean;
}

/** An e-mail address as the pool takes it; kept in lower case because the pool does not tell the cases apart. Blanks round it are dropped. */
export function Email(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ format: 'email', maxLength: 128, example: 'ada@example.com' }),
    PlainAddress(),
    Matches(NO_BLANKS, { message: 'must have no blanks' }),
    IsEmail({}, { message: 'must be an e-mail address' }),
    // Amazon SES sends to no other, so that nobody would ever get the code.
    Matches(/^[ -~]*$/, { message: 'must be in ASCII: no other letters before the @, a domain in Punycode' }),
    Length(3, 128, { message: 'must have at most 128 characters' }),
  );
}

/** A password that is checked, exactly as it was sent; the policy does not apply to it. */
export function Password(example = 'correct-Horse-7-battery'): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ format: 'password', minLength: 1, maxLength: 256, example }),
    IsString({ message: 'must be a string' }),
    Length(1, 256, { message: 'must have from 1 to 256 characters' }),
  );
}

/** A password that is set. The policy itself is the pool's; here only what the pool cannot take at all is refused. */
export function NewPassword(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ format: 'password', minLength: 1, maxLength: 256, example: 'correct-Horse-7-battery' }),
    IsString({ message: 'must be a string' }),
    Length(1, 256, { message: 'must have from 1 to 256 characters' }),
    Matches(/^\S(.*\S)?$/su, { message: 'must not start or end with a blank' }),
  );
}

/** A code that was sent by mail; blanks in it are not looked at. */
export function MailedCode(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ pattern: '^[0-9]{4,8}$', example: '123456' }),
    WithoutBlanks(),
    IsString({ message: 'must be a string' }),
    Matches(/^[0-9]{4,8}$/, { message: 'must be the digits of the code' }),
  );
}

/** A code of a second factor; blanks in it are not looked at. */
export function MfaCode(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ pattern: '^[0-9]{6,8}$', example: '123456' }),
    WithoutBlanks(),
    IsString({ message: 'must be a string' }),
    Matches(/^[0-9]{6,8}$/, { message: 'must be the 6 digits of the code' }),
  );
}

/** A recovery code; blanks and dashes are not looked at. */
export function RecoveryCode(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ maxLength: 40, example: '7K2M-9QXB-4TRD-W3HN' }),
    IsString({ message: 'must be a string' }),
    Matches(/^[0-9A-Za-z \-]{8,40}$/, { message: 'must be a recovery code' }),
  );
}

const SEALED = new RegExp(`^[A-Za-z0-9\\-_.]{1,${MAX_SEALED_LENGTH}}$`);

/** The sealed `session` of a sign-in that waits for its next step. */
export function SealedSession(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ maxLength: MAX_SEALED_LENGTH, example: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..q1…' }),
    IsString({ message: 'must be a string' }),
    Matches(SEALED, { message: 'must be the session of the step before' }),
  );
}

/** A refresh token of the pool; opaque. */
export function RefreshToken({ optional = false }: OptionalField = {}): PropertyDecorator {
  const options = { maxLength: 8192, example: 'eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIn0.…' };
  return applyDecorators(
    optional ? ApiPropertyOptional(options) : ApiProperty(options),
    ...(optional ? [IsOptional()] : []),
    IsString({ message: 'must be a string' }),
    Matches(/^[A-Za-z0-9\-_=.]{1,8192}$/, { message: 'must be a refresh token' }),
  );
}

/** A person's first or last name. */
export function PersonName(example: string, { optional = false }: OptionalField = {}): PropertyDecorator {
  return line({ example, max: 100, optional, nullable: false });
}

/** One line of text about a person's work. */
export function ShortText(example: string, { nullable = false } = {}): PropertyDecorator {
  return line({ example, max: 100, optional: true, nullable });
}

/** Who may be chosen is the deployment's `ROLES`, so the flow checks the value. */
export function RoleName({ optional = false }: OptionalField = {}): PropertyDecorator {
  return line({ example: 'Employee', max: 50, optional, nullable: false });
}

/** A box that has to be ticked. */
export function Accepted(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: 'boolean', enum: [true], example: true }),
    Equals(true, { message: 'must be true' }),
  );
}

function line(options: {
  example: string;
  max: number;
  optional: boolean;
  nullable: boolean;
}): PropertyDecorator {
  const { example, max, optional, nullable } = options;
  const documented = { minLength: 1, maxLength: max, example, type: String, nullable };
  return applyDecorators(
    optional ? ApiPropertyOptional(documented) : ApiProperty(documented),
    ...(optional ? [ValidateIf((_, value) => value !== undefined && !(nullable && value === null))] : []),
    IsString({ message: 'must be a string' }),
    Trimmed(),
    IsNotEmpty({ message: 'must not be empty' }),
    Length(1, max, { message: `must have at most ${max} characters` }),
    Matches(NO_CONTROL_CHARACTERS, { message: 'must be one line of text' }),
  );
}
