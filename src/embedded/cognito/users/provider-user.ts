import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { identityKey } from './identities.js';

/** What a request calls a user of an identity provider. */
export interface GivenProviderUser {
  readonly ProviderName: string | undefined;
  readonly ProviderAttributeName: string | undefined;
  readonly ProviderAttributeValue: string | undefined;
}

export const POOL_ITSELF = 'Cognito';
const SUBJECT = 'Cognito_Subject';

/** An account at an identity provider; accounts at social ones go by their subject alone. */
export function requireExternalAccount(given: GivenProviderUser): { provider: string; subject: string } {
  const provider = given.ProviderName;
  const subject = given.ProviderAttributeValue ?? '';
  if (provider === undefined || provider === POOL_ITSELF) {
    throw refusals.invalidParameter('The user must be one of an external identity provider.');
  }
  if (given.ProviderAttributeName !== SUBJECT || subject === '') {
    throw refusals.invalidParameter(`The user must be given by a ${SUBJECT}.`);
  }
  return { provider, subject };
}

export function findByIdentity(
  context: OperationContext,
  pool: PoolRecord,
  { provider, subject }: { readonly provider: string; readonly subject: string },
): UserRecord | undefined {
  return context.store.users.find('identity', identityKey(pool.id, provider, subject))[0];
}
