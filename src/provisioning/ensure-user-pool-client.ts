import {
  CreateUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
  paginateListUserPoolClients,
  type CognitoIdentityProviderClient,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { userPoolClientDefinition, type UserPoolSettings } from '../auth/cognito/user-pool.definition.js';
import type { UserPoolConnection } from '../aws/aws-connection.js';
import { agrees, merged, pick } from './merge-document.js';
import type { UserPoolReport } from './provision-report.js';

const PAGE_SIZE = 60;

/** What UpdateUserPoolClient would reset if it were left out. */
const UPDATABLE = [
  'AccessTokenValidity',
  'AllowedOAuthFlows',
  'AllowedOAuthFlowsUserPoolClient',
  'AllowedOAuthScopes',
  'AnalyticsConfiguration',
  'AuthSessionValidity',
  'CallbackURLs',
  'ClientName',
  'DefaultRedirectURI',
  'EnablePropagateAdditionalUserContextData',
  'EnableTokenRevocation',
  'ExplicitAuthFlows',
  'IdTokenValidity',
  'LogoutURLs',
  'PreventUserExistenceErrors',
  'ReadAttributes',
  'RefreshTokenRotation',
  'RefreshTokenValidity',
  'SupportedIdentityProviders',
  'TokenValidityUnits',
  'WriteAttributes',
] as const satisfies readonly (keyof UserPoolClientType)[];

/** Finds the app client by its name, or makes it, and brings it to the definition. */
export async function ensureUserPoolClient(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  settings: UserPoolSettings,
  report: (report: UserPoolReport) => void,
): Promise<UserPoolConnection> {
  const wanted = userPoolClientDefinition(settings);
  const name = settings.clientName;
  const found = await findClient(client, userPoolId, name);
  if (found === undefined) {
    const request = { ...wanted, ClientName: name, UserPoolId: userPoolId };
    const { UserPoolClient } = await client.send(
      new CreateUserPoolClientCommand({ ...request, GenerateSecret: settings.confidential }),
    );
    report({ resource: 'app_client', name, step: 'created' });
    return connectionTo(userPoolId, UserPoolClient);
  }
  if ((found.ClientSecret !== undefined) !== settings.confidential) {
    const kind = settings.confidential ? 'without a secret' : 'with a secret';
    throw new Error(`The app client ${name} exists ${kind}, which cannot be changed; give it another name.`);
  }
  if (!agrees(found, wanted)) {
    const document = merged(pick(found, UPDATABLE), wanted);
    const ids = { UserPoolId: userPoolId, ClientId: found.ClientId };
    await client.send(new UpdateUserPoolClientCommand({ ...document, ...ids }));
    report({ resource: 'app_client', name, step: 'updated' });
  }
  return connectionTo(userPoolId, found);
}

async function findClient(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  name: string,
): Promise<UserPoolClientType | undefined> {
  const ids: string[] = [];
  const request = { UserPoolId: userPoolId, MaxResults: PAGE_SIZE };
  for await (const page of paginateListUserPoolClients({ client }, request)) {
    const named = (page.UserPoolClients ?? []).filter((candidate) => candidate.ClientName === name);
    ids.push(...named.map((candidate) => candidate.ClientId ?? ''));
  }
  if (ids.length > 1) throw new Error(`Several app clients are named ${name}; give this one another name.`);
  const [ClientId] = ids;
  if (ClientId === undefined) return undefined;
  const answer = await client.send(new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId }));
  return answer.UserPoolClient;
}

function connectionTo(userPoolId: string, appClient: UserPoolClientType | undefined): UserPoolConnection {
  const secret = appClient?.ClientSecret;
  return {
    userPoolId,
    clientId: appClient?.ClientId ?? '',
    ...(secret === undefined ? {} : { clientSecret: secret }),
  };
}
