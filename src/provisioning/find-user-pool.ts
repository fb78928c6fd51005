import {
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  paginateListUserPoolClients,
  paginateListUserPools,
  ResourceNotFoundException,
  type CognitoIdentityProviderClient,
  type UserPoolClientType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { ProvisioningError } from './provisioning-error.js';

const PAGE_SIZE = 60;

/** How a pool and its app client are found: by id where it is known, by name elsewhere. */
export interface UserPoolAddress {
  readonly poolName: string;
  readonly clientName: string;
  readonly userPoolId?: string;
  readonly clientId?: string;
}

/** Undefined where it has to be made. */
export async function findUserPool(
  client: CognitoIdentityProviderClient,
  { poolName, userPoolId }: UserPoolAddress,
): Promise<UserPoolType | undefined> {
  const id = userPoolId ?? (await poolIdOf(client, poolName));
  if (id === undefined) return undefined;
  const pool = await whereFound(async () => {
    return (await client.send(new DescribeUserPoolCommand({ UserPoolId: id }))).UserPool;
  });
  if (pool === undefined) {
    throw new ProvisioningError(
      `There is no user pool ${id} in this account and region. Set COGNITO_USER_POOL_ID to one that is there, or take it ` +
        'out of the settings to have a pool made.',
    );
  }
  return pool;
}

/** Undefined where it has to be made. */
export async function findAppClient(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  { clientName, clientId }: UserPoolAddress,
): Promise<UserPoolClientType | undefined> {
  const ClientId = clientId ?? (await clientIdOf(client, userPoolId, clientName));
  if (ClientId === undefined) return undefined;
  const found = await whereFound(async () => {
    const ids = { UserPoolId: userPoolId, ClientId };
    return (await client.send(new DescribeUserPoolClientCommand(ids))).UserPoolClient;
  });
  if (found === undefined) {
    throw new ProvisioningError(
      `The user pool ${userPoolId} has no app client ${ClientId}. Set COGNITO_CLIENT_ID to one that it has, or take it out of ` +
        'the settings to have one made.',
    );
  }
  return found;
}

async function poolIdOf(client: CognitoIdentityProviderClient, name: string): Promise<string | undefined> {
  const ids: string[] = [];
  for await (const page of paginateListUserPools({ client }, { MaxResults: PAGE_SIZE })) {
    ids.push(...(page.UserPools ?? []).filter((pool) => pool.Name === name).map((pool) => pool.Id ?? ''));
  }
  // Cognito allows it, and a guess could change somebody else's pool.
  if (ids.length > 1)
    throw new ProvisioningError(`Several user pools are named ${name}; give this one another name.`);
  return ids[0];
}

async function clientIdOf(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  name: string,
): Promise<string | undefined> {
  const ids: string[] = [];
  const request = { UserPoolId: userPoolId, MaxResults: PAGE_SIZE };
  for await (const page of paginateListUserPoolClients({ client }, request)) {
    const named = (page.UserPoolClients ?? []).filter((candidate) => candidate.ClientName === name);
    ids.push(...named.map((candidate) => candidate.ClientId ?? ''));
  }
  if (ids.length > 1)
    throw new ProvisioningError(`Several app clients are named ${name}; give this one another name.`);
  return ids[0];
}

async function whereFound<T>(describe: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await describe();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
