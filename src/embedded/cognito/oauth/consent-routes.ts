import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { userKey } from '../store/cognito-store.js';
import type { IdentityProviderRecord } from '../store/federation-records.js';
import type { PoolRecord } from '../store/records.js';
import { identitiesOf } from '../users/identities.js';
import { type AuthorizeRequest, errorLocation, offersProvider } from './authorize-request.js';
import { federatedUser } from './federated-sign-in.js';
import { type GoogleAccount, googleClaims } from './google-account.js';
import { authorizeRequestOf, completeSignIn, type HostedContext, ownFormOf } from './hosted-context.js';
import { consentPage } from './pages/consent-page.js';
import { sendPage } from './pages/page.js';

export const CONSENT_PATH = '/google/consent';

const PROVIDER = 'Google';
const MAX_KNOWN_ACCOUNTS = 5;
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

interface Exchange {
  readonly hosted: HostedContext;
  readonly authorize: AuthorizeRequest;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The page that stands in for Google, and what follows a person's decision there. */
export function addConsentRoutes(app: FastifyInstance, hosted: HostedContext): void {
  app.get(CONSENT_PATH, async (request, reply) => {
    const authorize = await authorizeRequestOf(hosted, request, reply);
    if (authorize === undefined) return reply;
    return sendConsentPage({ hosted, authorize, request, reply }, new URLSearchParams());
  });

  app.post(CONSENT_PATH, async (request, reply) => {
    const authorize = await authorizeRequestOf(hosted, request, reply);
    if (authorize === undefined) return reply;
    const form = await ownFormOf(hosted, request, reply);
    if (form === undefined) return reply;
    return decide({ hosted, authorize, request, reply }, form);
  });
}

function decide(exchange: Exchange, form: URLSearchParams): FastifyReply | Promise<FastifyReply> {
  const { authorize, reply, hosted } = exchange;
  const provider = providerOf(hosted.context, authorize);
  if (provider === undefined) {
    return failed(reply, authorize, 'The identity provider is not enabled for this client.');
  }
  if (form.get('decision') !== 'allow') {
    return failed(reply, authorize, 'access_denied');
  }
  const account: GoogleAccount = {
    email: (form.get('email') ?? '').trim().toLowerCase(),
    name: (form.get('name') ?? '').trim(),
    verified: form.get('verified') === 'true',
  };
  if (!EMAIL.test(account.email) || account.name === '') {
    return sendConsentPage(exchange, form, 'An e-mail address and a name are needed.');
  }
  return signIn(exchange, provider, account);
}

async function signIn(
  exchange: Exchange,
  provider: IdentityProviderRecord,
  account: GoogleAccount,
): Promise<FastifyReply> {
  const { hosted, authorize, reply } = exchange;
  const { context } = hosted;
  try {
    const user = await context.store.run(() =>
      federatedUser(context, authorize.pool, provider, {
        claims: googleClaims(account),
        clientId: authorize.client.id,
      }),
    );
    return await completeSignIn(hosted, authorize, user, exchange);
  } catch (error) {
    if (error instanceof CognitoError) return failed(reply, authorize, error.message);
    throw error;
  }
}

function providerOf(
  context: OperationContext,
  authorize: AuthorizeRequest,
): IdentityProviderRecord | undefined {
  return offersProvider(authorize, PROVIDER)
    ? context.store.identityProviders.get(userKey(authorize.pool.id, PROVIDER))
    : undefined;
}

function failed(reply: FastifyReply, authorize: AuthorizeRequest, description: string): FastifyReply {
  const location = errorLocation(authorize, 'invalid_request', description.trim());
  return reply.header('cache-control', 'no-store').redirect(location);
}

function sendConsentPage(
  { hosted, authorize, request, reply }: Exchange,
  form: URLSearchParams,
  alert?: string,
): FastifyReply {
  const content = consentPage({
    action: `${CONSENT_PATH}?${authorize.query}`,
    formToken: hosted.cookies.formToken(request, reply),
    alert,
    email: form.get('email') ?? authorize.loginHint,
    name: form.get('name') ?? '',
    known: knownAccounts(hosted.context, authorize.pool),
  });
  return sendPage(reply, { title: 'Choose an account', content, status: alert === undefined ? 200 : 400 });
}

/** The newest of those who signed in this way before. */
function knownAccounts(context: OperationContext, pool: PoolRecord): GoogleAccount[] {
  const users = context.store.users.find('pool', pool.id);
  return users
    .filter((user) => identitiesOf(user).some(({ providerName }) => providerName === PROVIDER))
    .toSorted((left, right) => right.modifiedAt - left.modifiedAt)
    .slice(0, MAX_KNOWN_ACCOUNTS)
    .map(({ attributes }) => ({
      email: attributes['email'] ?? '',
      name: attributes['name'] ?? [attributes['given_name'], attributes['family_name']].join(' ').trim(),
      verified: attributes['email_verified'] === 'true',
    }));
}
