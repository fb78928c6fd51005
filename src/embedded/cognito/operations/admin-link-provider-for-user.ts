import type {
  AdminLinkProviderForUserCommandInput,
  AdminLinkProviderForUserCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireIdentityProvider, requirePool } from '../pools/find-pool.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { providerUser, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { requireUser, saveUser } from '../users/find-user.js';
import { identitiesOf, withIdentities } from '../users/identities.js';
import {
  findByIdentity,
  type GivenProviderUser,
  POOL_ITSELF,
  requireExternalAccount,
} from '../users/provider-user.js';

const MAX_LINKS = 5;

/** Lets an account at an identity provider, which has not signed in yet, sign in as a user of the pool. */
export const adminLinkProviderForUser = operation({
  name: 'AdminLinkProviderForUser',
  input: inputOf<AdminLinkProviderForUserCommandInput>()({
    UserPoolId: required(userPoolId),
    DestinationUser: required(providerUser),
    SourceUser: required(providerUser),
  }),
  handle: (input, context): EmptyOutput<AdminLinkProviderForUserCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireDestination(context, pool, input.DestinationUser);
    const account = requireExternalAccount(input.SourceUser);
    const provider = requireIdentityProvider(context, pool, account.provider);
    requireUnlinked(user, findByIdentity(context, pool, account), account);
    const identities = identitiesOf(user);
    if (identities.filter(({ primary }) => !primary).length >= MAX_LINKS) {
      throw new CognitoError('LimitExceededException', 'Maximum number of linked identities exceeded.');
    }
    const link = {
      userId: account.subject,
      providerName: provider.name,
      providerType: provider.type,
      issuer: null,
      primary: false,
      dateCreated: context.now(),
    };
    saveUser(context, withIdentities(user, [...identities, link]));
    return {};
  },
});

function requireDestination(
  context: OperationContext,
  pool: PoolRecord,
  given: GivenProviderUser,
): UserRecord {
  if (given.ProviderName === POOL_ITSELF) {
    return requireUser(context, pool, given.ProviderAttributeValue ?? '');
  }
  const user = findByIdentity(context, pool, requireExternalAccount(given));
  if (user === undefined) {
    throw refusals.userNotFound();
  }
  return user;
}

function requireUnlinked(
  destination: UserRecord,
  bearer: UserRecord | undefined,
  { provider, subject }: { readonly provider: string; readonly subject: string },
): void {
  if (bearer === undefined) {
    return;
  }
  if (bearer.username === destination.username) {
    throw refusals.invalidParameter('SourceUser is already linked to DestinationUser');
  }
  const isProfile = identitiesOf(bearer).some(
    ({ primary, providerName, userId }) => primary && providerName === provider && userId === subject,
  );
  throw isProfile
    ? refusals.invalidParameter(
        'Merging is not currently supported, provide a SourceUser that has not been merged or linked',
      )
    : new CognitoError('AliasExistsException', 'SourceUser is already linked to another user');
}
