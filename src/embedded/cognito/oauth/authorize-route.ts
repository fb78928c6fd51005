import type { FastifyInstance, FastifyReply } from 'fastify';
import { userKey } from '../store/cognito-store.js';
import { codeLocation } from './authorization-codes.js';
import { type AuthorizeRequest, errorLocation } from './authorize-request.js';
import { CONSENT_PATH } from './consent-routes.js';
import { authorizeRequestOf, type HostedContext } from './hosted-context.js';
import { type HostedUser, hostedUser } from './hosted-sessions.js';

/** `GET /oauth2/authorize`: straight back with a code, on to the sign-in page, or on to the identity provider. */
export function addAuthorizeRoute(app: FastifyInstance, hosted: HostedContext): void {
  const { context, cookies } = hosted;
  app.get('/oauth2/authorize', async (request, reply) => {
    const authorize = await authorizeRequestOf(hosted, request, reply);
    if (authorize === undefined) return reply;
    const present = hostedUser(context, authorize.pool, cookies.session(request));
    const location = await context.store.run(() => nextLocation(hosted, authorize, present));
    return redirect(reply, location);
  });
}

function nextLocation(
  { context }: HostedContext,
  authorize: AuthorizeRequest,
  present: HostedUser | undefined,
): string {
  const { pool, prompts, identityProvider, query } = authorize;
  const isSilent = prompts.includes('none');
  if (isSilent && prompts.length > 1) {
    return errorLocation(authorize, 'invalid_request', 'prompt none stands alone');
  }
  const asksAgain = prompts.includes('login') || prompts.includes('select_account');
  const wantsProvider = identityProvider !== undefined && identityProvider !== 'COGNITO';
  if (present !== undefined && !asksAgain && !wantsProvider) {
    return codeLocation(context, authorize, present);
  }
  if (isSilent) {
    return errorLocation(authorize, 'login_required');
  }
  if (!wantsProvider) {
    return `/login?${query}`;
  }
  const provider = context.store.identityProviders.get(userKey(pool.id, identityProvider));
  return provider?.type === 'Google'
    ? `${CONSENT_PATH}?${query}`
    : errorLocation(authorize, 'server_error', 'The embedded Cognito server plays Google alone.');
}

function redirect(reply: FastifyReply, location: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(location);
}
