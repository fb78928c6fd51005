import { InviteUserDto } from '../../admin/dto/invite-user.dto.js';
import type { NewUser } from '../../admin/newcomers.js';
import type { RolePolicy } from '../../auth/role-policy.js';
import { validated } from '../../http/validation.pipe.js';
import { AppError } from '../../shared/app-error.js';
import type { PersonLine } from './people-file.js';

export type CheckedPerson = { readonly person: NewUser } | { readonly fault: string };

/** Judges each line by the rules of `POST /admin/users`. It remembers the addresses, about a hundred bytes a person. */
export class PeopleCheck {
  private readonly lines = new Map<string, number>();

  constructor(
    private readonly roles: RolePolicy,
    private readonly groups: ReadonlySet<string>,
  ) {}

  async check({ line, cells, fault }: PersonLine): Promise<CheckedPerson> {
    if (fault !== null) return { fault };
    const { groups, ...rest } = cells;
    const names = (groups ?? '').split(';').map((name) => name.trim());
    const body = { ...rest, groups: names.filter((name) => name !== '') };
    try {
      const person = (await validated(body, InviteUserDto)).toNewUser();
      this.roles.requireKnown(person.role);
      return this.faultOf(person, line) ?? { person };
    } catch (error) {
      if (!(error instanceof AppError) || error.errors === undefined) throw error;
      return { fault: error.errors.map(({ field, message }) => `${field} ${message}`).join('; ') };
    }
  }

  private faultOf({ email, groups }: NewUser, line: number): CheckedPerson | null {
    if (groups.some((group) => !this.groups.has(group))) return { fault: 'groups must be groups that exist' };
    const first = this.lines.get(email);
    if (first !== undefined) return { fault: `email stands in line ${first} already` };
    this.lines.set(email, line);
    return null;
  }
}
