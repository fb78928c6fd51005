import type { IdentitySnapshot, ProfileDraft } from '../users/profile.js';

/** `FORCE_CHANGE_PASSWORD` is an invitation that was not taken up; `EXTERNAL` signs in through a social provider. */
export type AccountStatus =
  'UNCONFIRMED' | 'CONFIRMED' | 'RESET_REQUIRED' | 'FORCE_CHANGE_PASSWORD' | 'EXTERNAL' | 'OTHER';

export interface AdministeredAccount {
  readonly identity: IdentitySnapshot;
  readonly enabled: boolean;
  readonly status: AccountStatus;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface PoolGroup {
  readonly name: string;
  readonly description: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Cognito's own token for the next page, or null. */
  readonly next: string | null;
}

export interface Invitation {
  readonly email: string;
  readonly draft: ProfileDraft;
}

export type InvitationResult =
  { readonly outcome: 'invited'; readonly account: AdministeredAccount } | { readonly outcome: 'taken' };

export type MembershipResult = 'done' | 'no_user' | 'no_group';

/**
 * What administrators do to accounts and groups of the pool. A user is named by `sub`, or by address where it says
 * username. Groups that Cognito makes by itself for federated providers do not exist here: they are not listed, nobody
 * can be put into them, and their names are taken. Errors are thrown as by `IdentityProvider`.
 */
export abstract class IdentityAdministration {
  /** AdminCreateUser: a mail with a temporary password, the address counts as verified. `taken` where it exists. */
  abstract invite(invitation: Invitation): Promise<InvitationResult>;

  /**
   * AdminCreateUser RESEND: a new temporary password. False where the account has taken up its invitation, or is not
   * there.
   */
  abstract resendInvitation(email: string): Promise<boolean>;

  /** AdminGetUser by id or address; null where there is none. A read, so it is repeated once. */
  abstract find(username: string): Promise<AdministeredAccount | null>;

  /**
   * AdminDisableUser. Here and below false means that there is no such user, and everything is safe to repeat.
   */
  abstract disable(userId: string): Promise<boolean>;

  /** AdminEnableUser. */
  abstract enable(userId: string): Promise<boolean>;

  /** AdminConfirmSignUp, after marking the address as verified; a confirmed account is left as it is. */
  abstract confirm(userId: string): Promise<boolean>;

  /**
   * AdminResetUserPassword: the old password works no more and a code is mailed. An account that never chose a password
   * gets its invitation again; one that is unconfirmed or external is left as it is.
   */
  abstract requirePasswordReset(userId: string): Promise<boolean>;

  /** AdminUpdateUserAttributes: names as the profile has them now. */
  abstract updateNames(userId: string, firstName: string, lastName: string): Promise<boolean>;

  /** AdminListGroupsForUser, every page; null where there is no such user. */
  abstract groupsOf(userId: string): Promise<readonly PoolGroup[] | null>;

  /** AdminAddUserToGroup. */
  abstract addToGroup(userId: string, group: string): Promise<MembershipResult>;

  /** AdminRemoveUserFromGroup. */
  abstract removeFromGroup(userId: string, group: string): Promise<MembershipResult>;

  /**
   * ListGroups. Here and in `listAccounts` a page can be shorter than `limit` (Cognito gives 60 at most) although there
   * is a next one. `listGroups` throws `validation_failed` where a page ended too long ago to go on from there.
   */
  abstract listGroups(limit: number, next: string | null): Promise<Page<PoolGroup>>;

  /** CreateGroup. */
  abstract createGroup(name: string, description: string | null): Promise<'created' | 'exists'>;

  /** DeleteGroup; false where there is none. */
  abstract deleteGroup(name: string): Promise<boolean>;

  /** ListUsersInGroup, at most `limit` user ids: enough to know whether somebody is the last one. */
  abstract members(group: string, limit: number): Promise<readonly string[]>;

  /** ListUsersInGroup, a page of user ids; an unknown group has none. Pages are as those of `listGroups`. */
  abstract listMembers(group: string, limit: number, next: string | null): Promise<Page<string>>;

  /** ListUsers, in no particular order: for reconciliation. */
  abstract listAccounts(limit: number, next: string | null): Promise<Page<AdministeredAccount>>;

  /** DescribeUserPool: about how many accounts there are, so that a walk can tell how far it has come. */
  abstract estimateAccounts(): Promise<number>;
}
