import {
  CreateUserPoolClientCommand,
  UpdateUserPoolClientCommand,
  type CognitoIdentityProviderClient,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { userPoolClientDefinition, type UserPoolSettings } from '../auth/cognito/user-pool.definition.js';
import type { UserPoolConnection } from '../aws/aws-connection.js';
import { findAppClient, type UserPoolAddress } from './find-user-pool.js';
import { settle, type Finding, type Walk } from './finding.js';
import { compared, merged, pick } from './merge-document.js';

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

/** Finds the app client, or makes it, and brings it to the definition. Its id is empty where a pass only looks and none is there. */
export async function ensureUserPoolClient(
  client: CognitoIdentityProviderClient,
  userPoolId: string | undefined,
  settings: UserPoolSettings & UserPoolAddress,
  walk: Walk,
): Promise<UserPoolConnection> {
  const found = userPoolId === undefined ? undefined : await findAppClient(client, userPoolId, settings);
  let appClient = found;
  await settle(walk, findingOf(found, settings), async () => {
    if (found === undefined) appClient = await create(client, userPoolId, settings);
    else await update(client, found, settings);
    const step = found === undefined ? 'created' : 'updated';
    walk.changed({ resource: 'app_client', name: settings.clientName, step });
  });
  return connectionTo(userPoolId ?? '', appClient);
}

function findingOf(found: UserPoolClientType | undefined, settings: UserPoolSettings): Finding {
  const { clientName: name, confidential } = settings;
  const secret = {
    name: 'ClientSecret',
    have: found?.ClientSecret !== undefined,
    want: confidential,
    verdict: found && (found.ClientSecret !== undefined) !== confidential ? 'unchangeable' : 'agrees',
  } as const;
  const kind = confidential ? 'without a secret' : 'with a secret';
  const way = confidential ? '--public-client, or ' : '';
  return {
    resource: 'app_client',
    name,
    present: found !== undefined,
    properties: [secret, ...compared(found, userPoolClientDefinition(settings))],
    ...(secret.verdict === 'unchangeable' && {
      obstacle: `The app client ${name} exists ${kind}, which cannot be changed; ${way}give it another name.`,
    }),
  };
}

async function create(
  client: CognitoIdentityProviderClient,
  UserPoolId: string | undefined,
  settings: UserPoolSettings,
): Promise<UserPoolClientType | undefined> {
  const request = { ...userPoolClientDefinition(settings), ClientName: settings.clientName, UserPoolId };
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({ ...request, GenerateSecret: settings.confidential }),
  );
  return UserPoolClient;
}

async function update(
  client: CognitoIdentityProviderClient,
  found: UserPoolClientType,
  settings: UserPoolSettings,
): Promise<void> {
  const document = merged(pick(found, UPDATABLE), userPoolClientDefinition(settings));
  const ids = { UserPoolId: found.UserPoolId, ClientId: found.ClientId };
  await client.send(new UpdateUserPoolClientCommand({ ...document, ...ids }));
}

function connectionTo(userPoolId: string, appClient: UserPoolClientType | undefined): UserPoolConnection {
  const secret = appClient?.ClientSecret;
  return {
    userPoolId,
    clientId: appClient?.ClientId ?? '',
    ...(secret === undefined ? {} : { clientSecret: secret }),
  };
}
