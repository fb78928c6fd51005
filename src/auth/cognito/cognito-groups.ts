import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  ListGroupsCommand,
  ListUsersInGroupCommand,
  type CognitoIdentityProviderClient,
  type GroupType,
} from '@aws-sdk/client-cognito-identity-provider';
import { cursorRefused } from '../../shared/cursors.js';
import type { MembershipResult, Page, PoolGroup } from '../identity-administration.port.js';
import { accountFrom } from './administered-account.js';
import {
  CREATE_GROUP_ERRORS,
  GROUP_ERRORS,
  MEMBERSHIP_ERRORS,
  NEXT_PAGE_ERRORS,
  USER_ERRORS,
} from './administration-error-tables.js';
import { isAutomaticGroup } from './automatic-groups.js';
import { attempt } from './cognito-errors.js';
import { MAX_PAGE, pageOf } from './pages.js';
import { repeatRead } from './repeat-read.js';

const NOBODY: Page<string> = { items: [], next: null };

/** The pool's groups and who is in them. The automatic groups of federated pools are unknown here. */
export class CognitoGroups {
  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly userPoolId: string,
  ) {}

  async ofUser(userId: string): Promise<readonly PoolGroup[] | null> {
    const groups: PoolGroup[] = [];
    let next: string | undefined;
    do {
      const command = new AdminListGroupsForUserCommand({ ...this.user(userId), ...pageOf(MAX_PAGE, next) });
      const result = await repeatRead(() => attempt(() => this.client.send(command), USER_ERRORS));
      if ('refused' in result) return null;
      groups.push(...this.known(result.answer.Groups));
      next = result.answer.NextToken;
    } while (next !== undefined);
    return groups;
  }

  async add(userId: string, group: string): Promise<MembershipResult> {
    if (this.isAutomatic(group)) return 'no_group';
    const command = new AdminAddUserToGroupCommand({ ...this.user(userId), GroupName: group });
    const result = await attempt(() => this.client.send(command), MEMBERSHIP_ERRORS);
    return 'refused' in result ? result.refused : 'done';
  }

  async remove(userId: string, group: string): Promise<MembershipResult> {
    if (this.isAutomatic(group)) return 'no_group';
    const command = new AdminRemoveUserFromGroupCommand({ ...this.user(userId), GroupName: group });
    const result = await attempt(() => this.client.send(command), MEMBERSHIP_ERRORS);
    return 'refused' in result ? result.refused : 'done';
  }

  async list(limit: number, next: string | null): Promise<Page<PoolGroup>> {
    const command = new ListGroupsCommand({ UserPoolId: this.userPoolId, ...pageOf(limit, next) });
    const errors = next === null ? {} : NEXT_PAGE_ERRORS;
    const result = await repeatRead(() => attempt(() => this.client.send(command), errors));
    if ('refused' in result) throw cursorRefused();
    const { Groups, NextToken } = result.answer;
    return { items: this.known(Groups), next: NextToken ?? null };
  }

  async create(name: string, description: string | null): Promise<'created' | 'exists'> {
    if (this.isAutomatic(name)) return 'exists';
    const command = new CreateGroupCommand({
      UserPoolId: this.userPoolId,
      GroupName: name,
      ...(description === null ? {} : { Description: description }),
    });
    const result = await attempt(() => this.client.send(command), CREATE_GROUP_ERRORS);
    return 'refused' in result ? result.refused : 'created';
  }

  async delete(name: string): Promise<boolean> {
    if (this.isAutomatic(name)) return false;
    const command = new DeleteGroupCommand({ UserPoolId: this.userPoolId, GroupName: name });
    const result = await attempt(() => this.client.send(command), GROUP_ERRORS);
    return !('refused' in result);
  }

  async members(group: string, limit: number): Promise<readonly string[]> {
    const userIds: string[] = [];
    let next: string | null = null;
    do {
      const page: Page<string> = await this.listMembers(group, limit - userIds.length, next);
      userIds.push(...page.items);
      next = page.next;
    } while (next !== null && userIds.length < limit);
    return userIds.slice(0, limit);
  }

  async listMembers(group: string, limit: number, next: string | null): Promise<Page<string>> {
    if (this.isAutomatic(group)) return NOBODY;
    const command = new ListUsersInGroupCommand({
      UserPoolId: this.userPoolId,
      GroupName: group,
      ...pageOf(limit, next),
    });
    const result = await repeatRead(() => attempt(() => this.client.send(command), GROUP_ERRORS));
    if ('refused' in result) return NOBODY;
    const { Users, NextToken } = result.answer;
    return {
      items: (Users ?? []).map((user) => accountFrom(user).identity.userId),
      next: NextToken ?? null,
    };
  }

  private user(userId: string): { UserPoolId: string; Username: string } {
    return { UserPoolId: this.userPoolId, Username: userId };
  }

  private known(groups: readonly GroupType[] | undefined): PoolGroup[] {
    return (groups ?? [])
      .map(({ GroupName, Description }) => ({ name: GroupName ?? '', description: Description ?? null }))
      .filter(({ name }) => !this.isAutomatic(name));
  }

  private isAutomatic(name: string): boolean {
    return isAutomaticGroup(name, this.userPoolId);
  }
}
