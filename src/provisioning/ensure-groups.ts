import {
  CreateGroupCommand,
  paginateListGroups,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { GroupDefinition } from '../auth/cognito/user-pool.definition.js';
import type { UserPoolReport } from './provision-report.js';

const PAGE_SIZE = 60;

/** Makes the groups that are missing; descriptions of the others are left to whoever administers the pool. */
export async function ensureGroups(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  groups: readonly GroupDefinition[],
  report: (report: UserPoolReport) => void,
): Promise<void> {
  const present = new Set<string | undefined>();
  for await (const page of paginateListGroups({ client }, { UserPoolId: userPoolId, Limit: PAGE_SIZE })) {
    for (const group of page.Groups ?? []) present.add(group.GroupName);
  }
  for (const { name, description } of groups.filter((group) => !present.has(group.name))) {
    const request = { UserPoolId: userPoolId, GroupName: name, Description: description };
    await client.send(new CreateGroupCommand(request));
    report({ resource: 'group', name, step: 'created' });
  }
}
