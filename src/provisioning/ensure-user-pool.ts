import {
  AddCustomAttributesCommand,
  CreateUserPoolCommand,
  UpdateUserPoolCommand,
  type CognitoIdentityProviderClient,
  type UpdateUserPoolRequest,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  customAttributeSchema,
  newUserPoolDefinition,
  userPoolDefinition,
  type UserPoolSettings,
} from '../auth/cognito/user-pool.definition.js';
import { findUserPool, type UserPoolAddress } from './find-user-pool.js';
import { settle, type Finding, type Property, type Walk } from './finding.js';
import { agrees, compared, merged, pick } from './merge-document.js';

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

/**
 * Finds the pool, or makes it, and brings it to the definition. Answers its id, or undefined where a pass only looks and
 * there is none.
 */
export async function ensureUserPool(
  client: CognitoIdentityProviderClient,
  settings: UserPoolSettings & UserPoolAddress,
  walk: Walk,
): Promise<string | undefined> {
  const found = await findUserPool(client, settings);
  let userPoolId = found?.Id;
  await settle(walk, findingOf(found, settings), async () => {
    if (found === undefined) {
      const { UserPool } = await client.send(new CreateUserPoolCommand(newUserPoolDefinition(settings)));
      userPoolId = UserPool?.Id;
    } else {
      await update(client, found, settings);
    }
    const step = found === undefined ? 'created' : 'updated';
    walk.changed({ resource: 'user_pool', name: settings.poolName, step });
  });
  return userPoolId;
}

function findingOf(pool: UserPoolType | undefined, settings: UserPoolSettings): Finding {
  const { UsernameAttributes, UsernameConfiguration } = newUserPoolDefinition(settings);
  const properties = [
    ...fixed(pool, { UsernameAttributes, UsernameConfiguration }),
    ...compared(pool, userPoolDefinition(settings)),
    ...attributesOf(pool),
  ];
  const signsInByEmail = pool === undefined || pool.UsernameAttributes?.includes('email');
  return {
    resource: 'user_pool',
    name: settings.poolName,
    ...(pool?.Id !== undefined && { id: pool.Id }),
    present: pool !== undefined,
    properties,
    ...(!signsInByEmail && {
      obstacle:
        `The user pool ${settings.poolName} does not sign people in by e-mail, which cannot be changed; ` +
        'give this one another name.',
    }),
  };
}

/** What is settled for ever when a pool is made. */
function fixed(pool: UserPoolType | undefined, wanted: object): Property[] {
  return compared(pool, wanted).map((property) =>
    property.verdict === 'differs' && pool !== undefined
      ? { ...property, verdict: 'unchangeable' }
      : property,
  );
}

function attributesOf(pool: UserPoolType | undefined): Property[] {
  const present = new Set(pool?.SchemaAttributes?.map((attribute) => attribute.Name));
  return customAttributeSchema().map(({ Name = '' }) => {
    const have = present.has(`custom:${Name}`);
    return { name: `Schema.custom:${Name}`, have, want: true, verdict: have ? 'agrees' : 'differs' };
  });
}

/** An update replaces the whole document, so the rest of it is sent along. */
async function update(
  client: CognitoIdentityProviderClient,
  pool: UserPoolType,
  settings: UserPoolSettings,
): Promise<void> {
  const UserPoolId = pool.Id;
  const present = new Set(pool.SchemaAttributes?.map((attribute) => attribute.Name));
  const missing = customAttributeSchema().filter(({ Name = '' }) => !present.has(`custom:${Name}`));
  if (missing.length > 0) {
    await client.send(new AddCustomAttributesCommand({ UserPoolId, CustomAttributes: missing }));
  }
  const wanted = userPoolDefinition(settings);
  if (agrees(pool, wanted)) return;
  const document = merged({ ...pick(pool, UPDATABLE), ...keptInvitation(pool) }, wanted);
  await client.send(new UpdateUserPoolCommand({ ...document, UserPoolId }));
}

/** The rest of AdminCreateUserConfig contradicts the password policy: Cognito shows the same days in both and takes one. */
function keptInvitation({
  AdminCreateUserConfig: config,
}: UserPoolType): Pick<UpdateUserPoolRequest, 'AdminCreateUserConfig'> {
  const template = config?.InviteMessageTemplate;
  return template === undefined ? {} : { AdminCreateUserConfig: { InviteMessageTemplate: template } };
}
