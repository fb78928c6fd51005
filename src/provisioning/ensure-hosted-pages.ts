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
import { googleDefinition, type UserPoolSettings } from '../auth/cognito/user-pool.definition.js';
import { agrees, merged } from './merge-document.js';
import type { UserPoolReport } from './provision-report.js';

const GOOGLE = 'Google';

/** The pool's domain and its Google provider, each only where the settings ask for it. */
export async function ensureHostedPages(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  settings: UserPoolSettings,
  report: (report: UserPoolReport) => void,
): Promise<void> {
  const { domain, google } = settings;
  if (domain !== undefined && (await createDomain(client, userPoolId, domain))) {
    report({ resource: 'domain', name: domain, step: 'created' });
  }
  if (google === undefined) return;
  const wanted = googleDefinition(google);
  const found = await findProvider(client, userPoolId);
  const ids = { UserPoolId: userPoolId, ProviderName: GOOGLE };
  if (found === undefined) {
    await client.send(new CreateIdentityProviderCommand({ ...ids, ...wanted, ProviderType: GOOGLE }));
    report({ resource: 'identity_provider', name: GOOGLE, step: 'created' });
  } else if (!agrees(found, wanted)) {
    const { ProviderDetails = {}, AttributeMapping = {} } = found;
    const document = merged({ ProviderDetails, AttributeMapping }, wanted);
    await client.send(new UpdateIdentityProviderCommand({ ...document, ...ids }));
    report({ resource: 'identity_provider', name: GOOGLE, step: 'updated' });
  }
}

/** Answers whether the domain had to be made. A domain of another pool cannot be taken over. */
async function createDomain(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  domain: string,
): Promise<boolean> {
  const { DomainDescription } = await client.send(new DescribeUserPoolDomainCommand({ Domain: domain }));
  const owner = DomainDescription?.UserPoolId;
  if (owner === userPoolId) return false;
  if (owner !== undefined) {
    throw new Error(`The domain ${domain} belongs to another user pool; choose another one.`);
  }
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: userPoolId, Domain: domain }));
  return true;
}

async function findProvider(
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
