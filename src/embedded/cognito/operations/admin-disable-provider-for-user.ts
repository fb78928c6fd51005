import type {
  AdminDisableProviderForUserCommandInput,
  AdminDisableProviderForUserCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireIdentityProvider, requirePool } from '../pools/find-pool.js';
import { providerUser, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { saveUser } from '../users/find-user.js';
import { identitiesOf, withIdentities } from '../users/identities.js';
import { findByIdentity, POOL_ITSELF, requireExternalAccount } from '../users/provider-user.js';

/** Undoes a link; the account becomes a user of its own when it signs in again. */
export const adminDisableProviderForUser = operation({
  name: 'AdminDisableProviderForUser',
  input: inputOf<AdminDisableProviderForUserCommandInput>()({
    UserPoolId: required(userPoolId),
    User: required(providerUser),
  }),
  handle: (input, context): EmptyOutput<AdminDisableProviderForUserCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    if (input.User.ProviderName === POOL_ITSELF) {
      throw refusals.notImplemented("AdminDisableProviderForUser for the pool's own users");
    }
    const account = requireExternalAccount(input.User);
    const provider = requireIdentityProvider(context, pool, account.provider);
    const user = findByIdentity(context, pool, account);
    if (user === undefined) {
      throw refusals.userNotFound();
    }
    const identities = identitiesOf(user);
    const link = identities.find(
      ({ providerName, userId }) => providerName === provider.name && userId === account.subject,
    );
    if (link?.primary === true) {
      throw refusals.notImplemented('AdminDisableProviderForUser for a user who is not linked');
    }
    const rest = identities.filter((identity) => identity !== link);
    saveUser(context, withIdentities(user, rest));
    return {};
  },
});
