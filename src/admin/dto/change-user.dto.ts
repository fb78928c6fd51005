import { ApiSchema } from '@nestjs/swagger';
import { PersonName, RoleName, ShortText } from '../../http/field.decorators.js';
import type { ProfileChanges } from '../../users/profile.js';

/** What an administrator may change of anybody's profile; fields left out stay as they are. */
@ApiSchema({ name: 'ChangeUserRequest' })
export class ChangeUserDto {
  @PersonName('Grace', { optional: true })
  firstName?: string;

  @PersonName('Hopper', { optional: true })
  lastName?: string;

  /** One of `ROLES`; administrators may give any. */
  @RoleName({ optional: true })
  role?: string;

  /** `null` takes it away. */
  @ShortText('Research', { nullable: true })
  department?: string | null;

  /** `null` takes it away. */
  @ShortText('E-1025', { nullable: true })
  employeeId?: string | null;

  toChanges(): ProfileChanges {
    const { firstName, lastName, role, department, employeeId } = this;
    return {
      ...(firstName !== undefined && { firstName }),
      ...(lastName !== undefined && { lastName }),
      ...(role !== undefined && { role }),
      ...(department !== undefined && { department }),
      ...(employeeId !== undefined && { employeeId }),
    };
  }
}
