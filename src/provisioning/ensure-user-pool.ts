import {
  AddCustomAttributesCommand,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
  paginateListUserPools,
  type CognitoIdentityProviderClient,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  customAttributeSchema,
  mfaDefinition,
  newUserPoolDefinition,
  userPoolDefinition,
  type UserPoolSettings,
} from '../auth/cognito/user-pool.definition.js';
import { agrees, merged, pick } from './merge-document.js';
import type { UserPoolReport } from './provision-report.js';

const PAGE_SIZE = 60;

/** What UpdateUserPool would reset if it were left out. */
const UPDATABLE = [
  'AccountRecoverySetting',
  'AcrConfiguration',
  'AutoVerifiedAttributes',
  'DcrConfiguration',
  'DeletionProtection',
  'DeviceConfiguration',
  'EmailConfiguration',
  'IssuerConfiguration',
  'KeyConfiguration',
  'LambdaConfig',
  'MfaConfiguration',
  'Policies',
  'SmsAuthenticationMessage',
  'SmsConfiguration',
  'UserAttributeUpdateSettings',
  'UserPoolAddOns',
  'UserPoolTags',
  'UserPoolTier',
  'VerificationMessageTemplate',
] as const satisfies readonly (keyof UserPoolType)[];

/** Finds the pool by its name, or makes it, and brings it and its MFA to the definition. Answers its id. */
export async function ensureUserPool(
  client: CognitoIdentityProviderClient,
  settings: UserPoolSettings,
  report: (report: UserPoolReport) => void,
): Promise<string> {
  const found = await findPool(client, settings.poolName);
  const userPoolId = found ?? (await createPool(client, settings));
  if (found === undefined) {
    report({ resource: 'user_pool', name: settings.poolName, step: 'created' });
  } else if (await updatePool(client, userPoolId, settings)) {
    report({ resource: 'user_pool', name: settings.poolName, step: 'updated' });
  }
  if (await updateMfa(client, userPoolId, settings)) {
    report({ resource: 'mfa', name: settings.poolName, step: 'updated' });
  }
  return userPoolId;
}

async function findPool(client: CognitoIdentityProviderClient, name: string): Promise<string | undefined> {
  const ids: string[] = [];
  for await (const page of paginateListUserPools({ client }, { MaxResults: PAGE_SIZE })) {
    ids.push(...(page.UserPools ?? []).filter((pool) => pool.Name === name).map((pool) => pool.Id ?? ''));
  }
  // Cognito allows it, and a guess could change somebody else's pool.
  if (ids.length > 1) throw new Error(`Several user pools are named ${name}; give this one another name.`);
  return ids[0];
}

async function createPool(
  client: CognitoIdentityProviderClient,
  settings: UserPoolSettings,
): Promise<string> {
  const { UserPool } = await client.send(new CreateUserPoolCommand(newUserPoolDefinition(settings)));
  return UserPool?.Id ?? '';
}

/** Answers whether anything differed. An update replaces the whole document, so the rest of it is sent along. */
async function updatePool(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  settings: UserPoolSettings,
): Promise<boolean> {
  const { UserPool: pool = {} } = await client.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }));
  if (!pool.UsernameAttributes?.includes('email')) {
    const problem = 'does not sign people in by e-mail, which cannot be changed';
    throw new Error(`The user pool ${settings.poolName} ${problem}; give this one another name.`);
  }
  const extended = await addCustomAttributes(client, userPoolId, pool);
  const wanted = userPoolDefinition(settings);
  if (agrees(pool, wanted)) return extended;
  const document = merged(pick(pool, UPDATABLE), wanted);
  await client.send(new UpdateUserPoolCommand({ ...document, UserPoolId: userPoolId }));
  return true;
}

async function addCustomAttributes(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  pool: UserPoolType,
): Promise<boolean> {
  const present = new Set(pool.SchemaAttributes?.map((attribute) => attribute.Name));
  const missing = customAttributeSchema().filter(({ Name = '' }) => !present.has(`custom:${Name}`));
  if (missing.length === 0) return false;
  await client.send(new AddCustomAttributesCommand({ UserPoolId: userPoolId, CustomAttributes: missing }));
  return true;
}

async function updateMfa(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  settings: UserPoolSettings,
): Promise<boolean> {
  const present = await client.send(new GetUserPoolMfaConfigCommand({ UserPoolId: userPoolId }));
  const wanted = mfaDefinition(settings);
  if (agrees(present, wanted)) return false;
  const kept = pick(present, ['EmailMfaConfiguration', 'SmsMfaConfiguration', 'WebAuthnConfiguration']);
  await client.send(new SetUserPoolMfaConfigCommand({ ...kept, ...wanted, UserPoolId: userPoolId }));
  return true;
}
