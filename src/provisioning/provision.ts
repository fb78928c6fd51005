import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { UserPoolSettings } from '../auth/cognito/user-pool.definition.js';
import type { UserPoolConnection } from '../aws/aws-connection.js';
import type { TableDefinition } from '../aws/table-definition.js';
import { ensureGroups } from './ensure-groups.js';
import { ensureHostedPages } from './ensure-hosted-pages.js';
import { ensureTables } from './ensure-tables.js';
import { ensureUserPool } from './ensure-user-pool.js';
import { ensureUserPoolClient } from './ensure-user-pool-client.js';
import type { ProvisionReport } from './provision-report.js';

export interface ProvisionRequest {
  readonly cognito: CognitoIdentityProviderClient;
  readonly dynamodb: DynamoDBClient;
  readonly tables: { readonly prefix: string; readonly definitions: readonly TableDefinition[] };
  readonly settings: UserPoolSettings;
  /** Told of every change as it is made. */
  readonly report?: (report: ProvisionReport) => void;
}

/**
 * Makes, or brings up to date, everything the service needs of AWS: user pool, app client, groups and tables. Safe to
 * repeat; where nothing differs it only reads. Errors are the SDK's own, or say what cannot be changed and what to do.
 */
export async function provision(request: ProvisionRequest): Promise<UserPoolConnection> {
  const { cognito, dynamodb, tables, settings, report = () => undefined } = request;
  const [connection] = await Promise.all([
    provisionUserPool(cognito, settings, report),
    ensureTables(dynamodb, tables.prefix, tables.definitions, report),
  ]);
  return connection;
}

/** The Cognito half of `provision`. */
export async function provisionUserPool(
  cognito: CognitoIdentityProviderClient,
  settings: UserPoolSettings,
  report: (report: ProvisionReport) => void,
): Promise<UserPoolConnection> {
  const userPoolId = await ensureUserPool(cognito, settings, report);
  // An app client can only offer a provider that is there.
  await ensureHostedPages(cognito, userPoolId, settings, report);
  const [connection] = await Promise.all([
    ensureUserPoolClient(cognito, userPoolId, settings, report),
    ensureGroups(cognito, userPoolId, settings.groups, report),
  ]);
  return connection;
}
