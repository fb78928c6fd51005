import {
  IdentityAdministration,
  type AdministeredAccount,
  type Invitation,
  type InvitationResult,
  type MembershipResult,
  type Page,
  type PoolGroup,
} from '../../src/auth/identity-administration.port.js';
import { cursorRefused } from '../../src/shared/cursors.js';
import type { FakePool } from './fake-pool.js';
import { accountOf, type FakeUser } from './fake-user.js';

export class FakeIdentityAdministration extends IdentityAdministration {
  /** Where pages have ended. */
  private readonly positions = new Set<string>();

  constructor(private readonly pool: FakePool) {
    super();
  }

  invite({ email, draft }: Invitation): Promise<InvitationResult> {
    if (this.pool.find(email) !== undefined) return Promise.resolve({ outcome: 'taken' });
    const user = this.pool.create(email, '', draft);
    user.emailVerified = true;
    this.pool.invite(user);
    return Promise.resolve({ outcome: 'invited', account: accountOf(user) });
  }

  resendInvitation(email: string): Promise<boolean> {
    const user = this.pool.find(email);
    if (user?.status !== 'FORCE_CHANGE_PASSWORD') return Promise.resolve(false);
    this.pool.invite(user);
    return Promise.resolve(true);
  }

  find(username: string): Promise<AdministeredAccount | null> {
    const user = this.pool.find(username);
    return Promise.resolve(user === undefined ? null : accountOf(user));
  }

  disable(userId: string): Promise<boolean> {
    return this.change(userId, (user) => {
      user.enabled = false;
      this.pool.tokens.revokeAll(userId);
    });
  }

  enable(userId: string): Promise<boolean> {
    return this.change(userId, (user) => {
      user.enabled = true;
    });
  }

  confirm(userId: string): Promise<boolean> {
    return this.change(userId, (user) => {
      if (user.status !== 'UNCONFIRMED') return;
      user.status = 'CONFIRMED';
      user.emailVerified = true;
    });
  }

  requirePasswordReset(userId: string): Promise<boolean> {
    return this.change(userId, (user) => {
      if (user.status === 'FORCE_CHANGE_PASSWORD') this.pool.invite(user);
      if (user.status !== 'CONFIRMED' && user.status !== 'RESET_REQUIRED') return;
      user.status = 'RESET_REQUIRED';
      this.pool.mailCode(user, 'reset-password');
    });
  }

  updateNames(userId: string, firstName: string, lastName: string): Promise<boolean> {
    return this.change(userId, (user) => {
      user.draft = { ...user.draft, firstName, lastName };
    });
  }

  groupsOf(userId: string): Promise<readonly PoolGroup[] | null> {
    const user = this.pool.users.get(userId);
    if (user === undefined) return Promise.resolve(null);
    return Promise.resolve(this.known().filter(({ name }) => user.groups.has(name)));
  }

  addToGroup(userId: string, group: string): Promise<MembershipResult> {
    return Promise.resolve(this.member(userId, group, (user) => user.groups.add(group)));
  }

  removeFromGroup(userId: string, group: string): Promise<MembershipResult> {
    return Promise.resolve(this.member(userId, group, (user) => user.groups.delete(group)));
  }

  listGroups(limit: number, next: string | null): Promise<Page<PoolGroup>> {
    if (next !== null && !this.positions.has(next)) return Promise.reject(cursorRefused());
    const page = pageOf(this.known(), ({ name }) => name, limit, next);
    if (page.next !== null) this.positions.add(page.next);
    return Promise.resolve(page);
  }

  createGroup(name: string, description: string | null): Promise<'created' | 'exists'> {
    if (this.pool.groups.has(name) || this.pool.isAutomatic(name)) return Promise.resolve('exists');
    this.pool.groups.set(name, description);
    return Promise.resolve('created');
  }

  deleteGroup(name: string): Promise<boolean> {
    if (this.pool.isAutomatic(name)) return Promise.resolve(false);
    for (const user of this.pool.users.values()) user.groups.delete(name);
    return Promise.resolve(this.pool.groups.delete(name));
  }

  members(group: string, limit: number): Promise<readonly string[]> {
    if (this.pool.isAutomatic(group)) return Promise.resolve([]);
    const members = [...this.pool.users.values()].filter((user) => user.groups.has(group));
    return Promise.resolve(members.slice(0, limit).map(({ userId }) => userId));
  }

  async listMembers(group: string, limit: number, next: string | null): Promise<Page<string>> {
    const members = await this.members(group, Number.MAX_SAFE_INTEGER);
    return pageOf(members, (userId) => userId, limit, next);
  }

  listAccounts(limit: number, next: string | null): Promise<Page<AdministeredAccount>> {
    const accounts = [...this.pool.users.values()].map(accountOf);
    return Promise.resolve(pageOf(accounts, ({ identity }) => identity.userId, limit, next));
  }

  estimateAccounts(): Promise<number> {
    return Promise.resolve(this.pool.users.size);
  }

  private change(userId: string, apply: (user: FakeUser) => void): Promise<boolean> {
    const user = this.pool.users.get(userId);
    if (user !== undefined) apply(user);
    return Promise.resolve(user !== undefined);
  }

  private member(userId: string, group: string, apply: (user: FakeUser) => void): MembershipResult {
    const user = this.pool.users.get(userId);
    if (user === undefined) return 'no_user';
    if (!this.pool.groups.has(group) || this.pool.isAutomatic(group)) return 'no_group';
    apply(user);
    return 'done';
  }

  private known(): readonly PoolGroup[] {
    return [...this.pool.groups]
      .map(([name, description]) => ({ name, description }))
      .filter(({ name }) => !this.pool.isAutomatic(name));
  }
}

/** A page resumes behind the last key, so items may come and go. */
function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  limit: number,
  next: string | null,
): Page<T> {
  const rest = items
    .filter((item) => next === null || keyOf(item) > next)
    .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { items: page, next: rest.length > page.length && last !== undefined ? keyOf(last) : null };
}
