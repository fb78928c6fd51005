import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, Matches, ValidateIf } from 'class-validator';
import { Email, PersonName, RoleName, ShortText } from '../../http/field.decorators.js';
import type { NewUser } from '../newcomers.js';
import { GROUP_NAME } from './group.dto.js';

const MAX_GROUPS = 25;

/** No password: Cognito makes a temporary one and mails it, so that nobody but its owner ever sees it. */
@ApiSchema({ name: 'InviteUserRequest' })
export class InviteUserDto {
  @Email()
  email!: string;

  @PersonName('Grace')
  firstName!: string;

  @PersonName('Hopper')
  lastName!: string;

  /** One of `ROLES`; administrators may give any. */
  @RoleName()
  role!: string;

  @ShortText('Engineering')
  department?: string;

  @ShortText('E-1025')
  employeeId?: string;

  /** Groups to be put into; each must exist. */
  @ApiPropertyOptional({ type: [String], maxItems: MAX_GROUPS, uniqueItems: true, example: ['hr'] })
  @ValidateIf((_, value) => value !== undefined)
  @ArrayUnique({ message: 'must not name a group twice' })
  @Matches(GROUP_NAME, { each: true, message: 'must be names of groups' })
  @ArrayMaxSize(MAX_GROUPS, { message: `must have at most ${MAX_GROUPS} entries` })
  @IsArray({ message: 'must be a list' })
  groups?: string[];

  toNewUser(): NewUser {
    const { email, firstName, lastName, role, department = null, employeeId = null, groups = [] } = this;
    return { email, firstName, lastName, role, department, employeeId, groups };
  }
}
