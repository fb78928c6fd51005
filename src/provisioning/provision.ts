import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { UserPoolSettings } from '../auth/cognito/user-pool.definition.js';
import type { UserPoolConnection } from '../aws/aws-connection.js';
import type { TableDefinition } from '../aws/table-definition.js';
import { ensureGroups } from './ensure-groups.js';
import { ensureHostedPages } from './ensure-hosted-pages.js';
import { ensurePoolFeatures } from './ensure-pool-features.js';
import { ensureTables } from './ensure-tables.js';
import { ensureUserPool } from './ensure-user-pool.js';
import { ensureUserPoolClient } from './ensure-user-pool-client.js';
import type { UserPoolAddress } from './find-user-pool.js';
import { mending, type Walk } from './finding.js';
import { together } from './together.js';
import type { TableEncryption } from './table-schema.js';

export interface ProvisionRequest {
  readonly cognito: CognitoIdentityProviderClient;
  readonly dynamodb: DynamoDBClient;
  readonly tables: {
    readonly prefix: string;
    readonly definitions: readonly TableDefinition[];
    readonly encryption?: TableEncryption;
  };
  readonly settings: UserPoolSettings & UserPoolAddress;
}

/**
 * Makes, or brings up to date, everything the service needs of AWS: user pool, app client, groups and tables. Safe to
 * repeat; where nothing differs it only reads, and a run that was broken off is completed by the next. A walk that only
 * looks changes nothing and tells what would be changed; ids of what is not there are empty then. Errors are the SDK's own,
 * or say what cannot be changed and what to do.
 */
export async function provision(
  { cognito, dynamodb, tables, settings }: ProvisionRequest,
  walk: Walk = mending(),
): Promise<UserPoolConnection> {
  const pool = provisionUserPool(cognito, settings, walk);
  await together<unknown>([
    pool,
    ensureTables(dynamodb, tables.prefix, tables.definitions, walk, tables.encryption),
  ]);
  return pool;
}

/** The Cognito half of `provision`. */
export async function provisionUserPool(
  cognito: CognitoIdentityProviderClient,
  settings: UserPoolSettings & UserPoolAddress,
  walk: Walk = mending(),
): Promise<UserPoolConnection> {
  const userPoolId = await ensureUserPool(cognito, settings, walk);
  await ensurePoolFeatures(cognito, userPoolId, settings, walk);
  // An app client can only offer a provider that is there.
  await ensureHostedPages(cognito, userPoolId, settings, walk);
  const appClient = ensureUserPoolClient(cognito, userPoolId, settings, walk);
  await together<unknown>([appClient, ensureGroups(cognito, userPoolId, settings.groups, walk)]);
  return appClient;
}
