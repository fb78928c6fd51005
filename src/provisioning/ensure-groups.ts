import {
  CreateGroupCommand,
  paginateListGroups,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { GroupDefinition } from '../auth/cognito/user-pool.definition.js';
import { settle, type Walk } from './finding.js';

const PAGE_SIZE = 60;

/** Makes the groups that are missing; descriptions of the others are left to whoever administers the pool. */
export async function ensureGroups(
  client: CognitoIdentityProviderClient,
  userPoolId: string | undefined,
  groups: readonly GroupDefinition[],
  walk: Walk,
): Promise<void> {
  const names = userPoolId === undefined ? new Set() : await groupNames(client, userPoolId);
  for (const { name, description } of groups) {
    const present = names.has(name);
    const finding = { resource: 'group', name, present, properties: [] } as const;
    await settle(walk, finding, async () => {
      const request = { UserPoolId: userPoolId, GroupName: name, Description: description };
      await client.send(new CreateGroupCommand(request));
      walk.changed({ resource: 'group', name, step: 'created' });
    });
  }
}

async function groupNames(client: CognitoIdentityProviderClient, userPoolId: string): Promise<Set<unknown>> {
  const names = new Set<unknown>();
  for await (const page of paginateListGroups({ client }, { UserPoolId: userPoolId, Limit: PAGE_SIZE })) {
    for (const group of page.Groups ?? []) names.add(group.GroupName);
  }
  return names;
}
