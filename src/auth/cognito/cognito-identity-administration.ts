import {
  AdminConfirmSignUpCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  IdentityAdministration,
  type AdministeredAccount,
  type Invitation,
  type InvitationResult,
  type MembershipResult,
  type Page,
  type PoolGroup,
} from '../identity-administration.port.js';
import { accountFrom } from './administered-account.js';
import { ADMIN_CONFIRM_ERRORS, ADMIN_RESET_ERRORS, USER_ERRORS } from './administration-error-tables.js';
import { ask, attempt } from './cognito-errors.js';
import { CognitoGroups } from './cognito-groups.js';
import { CognitoInvitations } from './cognito-invitations.js';
import type { CognitoSettings } from './cognito-settings.js';
import { pageOf } from './pages.js';
import { repeatRead } from './repeat-read.js';

/** Administration of an Amazon Cognito user pool, signed by the service's own IAM identity. */
export class CognitoIdentityAdministration extends IdentityAdministration {
  private readonly invitations: CognitoInvitations;
  private readonly groups: CognitoGroups;

  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly settings: CognitoSettings,
  ) {
    super();
    this.invitations = new CognitoInvitations(client, settings.userPool.userPoolId);
    this.groups = new CognitoGroups(client, settings.userPool.userPoolId);
  }

  invite(invitation: Invitation): Promise<InvitationResult> {
    return this.invitations.send(invitation);
  }

  resendInvitation(email: string): Promise<boolean> {
    return this.invitations.resend(email);
  }

  find(username: string): Promise<AdministeredAccount | null> {
    return this.invitations.find(username);
  }

  disable(userId: string): Promise<boolean> {
    return this.existed(() => this.client.send(new AdminDisableUserCommand(this.user(userId))));
  }

  enable(userId: string): Promise<boolean> {
    return this.existed(() => this.client.send(new AdminEnableUserCommand(this.user(userId))));
  }

  /**
   * The address is marked first: after a crash between the two calls the account is still unconfirmed, so a repeat does
   * both, while the address of an account that is confirmed is never touched.
   */
  async confirm(userId: string): Promise<boolean> {
    const account = await this.find(userId);
    if (account === null) return false;
    if (account.status !== 'UNCONFIRMED') return true;
    const marked = await this.update(userId, [{ Name: 'email_verified', Value: 'true' }]);
    if (!marked) return false;
    const command = new AdminConfirmSignUpCommand(this.user(userId));
    const result = await attempt(() => this.client.send(command), ADMIN_CONFIRM_ERRORS);
    return !('refused' in result && result.refused === 'no_user');
  }

  async requirePasswordReset(userId: string): Promise<boolean> {
    const command = new AdminResetUserPasswordCommand(this.user(userId));
    const result = await attempt(() => this.client.send(command), ADMIN_RESET_ERRORS);
    if (!('refused' in result)) return true;
    if (result.refused === 'no_user') return false;
    await this.inviteAgain(userId);
    return true;
  }

  /** By the address: as AdminCreateUser makes an account, Cognito may take no other name for it in such a pool. */
  private async inviteAgain(userId: string): Promise<void> {
    const account = await this.find(userId);
    if (account?.status === 'FORCE_CHANGE_PASSWORD') await this.invitations.resend(account.identity.email);
  }

  updateNames(userId: string, firstName: string, lastName: string): Promise<boolean> {
    return this.update(userId, [
      { Name: 'given_name', Value: firstName },
      { Name: 'family_name', Value: lastName },
    ]);
  }

  groupsOf(userId: string): Promise<readonly PoolGroup[] | null> {
    return this.groups.ofUser(userId);
  }

  addToGroup(userId: string, group: string): Promise<MembershipResult> {
    return this.groups.add(userId, group);
  }

  removeFromGroup(userId: string, group: string): Promise<MembershipResult> {
    return this.groups.remove(userId, group);
  }

  listGroups(limit: number, next: string | null): Promise<Page<PoolGroup>> {
    return this.groups.list(limit, next);
  }

  createGroup(name: string, description: string | null): Promise<'created' | 'exists'> {
    return this.groups.create(name, description);
  }

  deleteGroup(name: string): Promise<boolean> {
    return this.groups.delete(name);
  }

  members(group: string, limit: number): Promise<readonly string[]> {
    return this.groups.members(group, limit);
  }

  listMembers(group: string, limit: number, next: string | null): Promise<Page<string>> {
    return this.groups.listMembers(group, limit, next);
  }

  async listAccounts(limit: number, next: string | null): Promise<Page<AdministeredAccount>> {
    const { Limit, NextToken } = pageOf(limit, next);
    const page = NextToken === undefined ? { Limit } : { Limit, PaginationToken: NextToken };
    const command = new ListUsersCommand({ UserPoolId: this.settings.userPool.userPoolId, ...page });
    const { Users, PaginationToken } = await repeatRead(() => ask(() => this.client.send(command)));
    return { items: (Users ?? []).map(accountFrom), next: PaginationToken ?? null };
  }

  async estimateAccounts(): Promise<number> {
    const command = new DescribeUserPoolCommand({ UserPoolId: this.settings.userPool.userPoolId });
    const { UserPool } = await repeatRead(() => ask(() => this.client.send(command)));
    return UserPool?.EstimatedNumberOfUsers ?? 0;
  }

  private update(userId: string, UserAttributes: AttributeType[]): Promise<boolean> {
    const command = new AdminUpdateUserAttributesCommand({ ...this.user(userId), UserAttributes });
    return this.existed(() => this.client.send(command));
  }

  private async existed(call: () => Promise<unknown>): Promise<boolean> {
    const result = await attempt(call, USER_ERRORS);
    return !('refused' in result);
  }

  private user(userId: string): { UserPoolId: string; Username: string } {
    return { UserPoolId: this.settings.userPool.userPoolId, Username: userId };
  }
}
