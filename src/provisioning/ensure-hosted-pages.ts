import {
  CreateIdentityProviderCommand,
  CreateUserPoolDomainCommand,
  DescribeIdentityProviderCommand,
  DescribeUserPoolDomainCommand,
  ResourceNotFoundException,
  UpdateIdentityProviderCommand,
  type CognitoIdentityProviderClient,
  type IdentityProviderType,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  googleDefinition,
  type GoogleClient,
  type UserPoolSettings,
} from '../auth/cognito/user-pool.definition.js';
import { settle, type Property, type Walk } from './finding.js';
import { compared, merged } from './merge-document.js';

const GOOGLE = 'Google';

/** The pool's domain and its Google provider, each only where the settings ask for it. */
export async function ensureHostedPages(
  client: CognitoIdentityProviderClient,
  userPoolId: string | undefined,
  { domain, google }: UserPoolSettings,
  walk: Walk,
): Promise<void> {
  if (domain !== undefined) await ensureDomain(client, userPoolId, domain, walk);
  if (google !== undefined) await ensureGoogle(client, userPoolId, google, walk);
}

/** A domain of another pool cannot be taken over. */
async function ensureDomain(
  client: CognitoIdentityProviderClient,
  userPoolId: string | undefined,
  domain: string,
  walk: Walk,
): Promise<void> {
  const { DomainDescription } = await client.send(new DescribeUserPoolDomainCommand({ Domain: domain }));
  const owner = DomainDescription?.UserPoolId;
  const isTaken = owner !== undefined && owner !== userPoolId;
  const finding = {
    resource: 'domain',
    name: domain,
    present: owner !== undefined && !isTaken,
    properties: [],
    ...(isTaken && { obstacle: `The domain ${domain} belongs to another user pool; choose another one.` }),
  } as const;
  await settle(walk, finding, async () => {
    await client.send(new CreateUserPoolDomainCommand({ UserPoolId: userPoolId, Domain: domain }));
    walk.changed({ resource: 'domain', name: domain, step: 'created' });
  });
}

async function ensureGoogle(
  client: CognitoIdentityProviderClient,
  userPoolId: string | undefined,
  google: GoogleClient,
  walk: Walk,
): Promise<void> {
  const wanted = googleDefinition(google);
  const found = userPoolId === undefined ? undefined : await findGoogle(client, userPoolId);
  const isIncomplete = found === undefined && (!google.clientId || !google.clientSecret);
  const finding = {
    resource: 'identity_provider',
    name: GOOGLE,
    present: found !== undefined,
    properties: compared(found, wanted).map(withoutSecret),
    ...(isIncomplete && {
      obstacle: 'To make the Google provider, its client ID and client secret must be given.',
    }),
  } as const;
  const ids = { UserPoolId: userPoolId, ProviderName: GOOGLE };
  await settle(walk, finding, async () => {
    if (found === undefined) {
      await client.send(new CreateIdentityProviderCommand({ ...ids, ...wanted, ProviderType: GOOGLE }));
    } else {
      const { ProviderDetails = {}, AttributeMapping = {} } = found;
      const document = merged({ ProviderDetails, AttributeMapping }, wanted);
      await client.send(new UpdateIdentityProviderCommand({ ...document, ...ids }));
    }
    const step = found === undefined ? 'created' : 'updated';
    walk.changed({ resource: 'identity_provider', name: GOOGLE, step });
  });
}

/** What is found is told to people and written into reports. */
function withoutSecret(property: Property): Property {
  if (property.name !== 'ProviderDetails.client_secret') return property;
  const have = property.have === undefined ? undefined : '(secret)';
  return { ...property, have, want: property.verdict === 'agrees' ? '(secret)' : '(another secret)' };
}

/** Undefined where the pool has none. */
export async function findGoogle(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
): Promise<IdentityProviderType | undefined> {
  const ids = { UserPoolId: userPoolId, ProviderName: GOOGLE };
  try {
    return (await client.send(new DescribeIdentityProviderCommand(ids))).IdentityProvider;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
