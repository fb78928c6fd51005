import type { FastifyInstance } from 'fastify';
import { closeHostedSession } from './hosted-sessions.js';
import type { HostedContext } from './hosted-context.js';
import { sendErrorPage, sendSignedOutPage } from './pages/message-pages.js';
import { queryOf } from './request-parts.js';

/** `GET /logout`: forgets the browser; tokens that it led to live on. */
export function addLogoutRoute(app: FastifyInstance, { context, cookies }: HostedContext): void {
  app.get('/logout', async (request, reply) => {
    const query = queryOf(request);
    const settings = context.store.clients.get(query.get('client_id') ?? '')?.settings;
    if (settings === undefined) {
      return sendErrorPage(reply, 'invalid_request', 'No app client has this client_id.');
    }
    const [logoutUri, redirectUri] = [query.get('logout_uri'), query.get('redirect_uri')];
    if (logoutUri !== null && !(settings.LogoutURLs ?? []).includes(logoutUri)) {
      return sendErrorPage(reply, 'redirect_mismatch', 'The logout_uri is not one of the sign-out URLs.');
    }
    if (redirectUri !== null && !(settings.CallbackURLs ?? []).includes(redirectUri)) {
      return sendErrorPage(reply, 'redirect_mismatch', 'The redirect_uri is not one of the callback URLs.');
    }
    await context.store.run(() => {
      closeHostedSession(context, cookies.session(request));
    });
    cookies.clearSession(request, reply);
    reply.header('cache-control', 'no-store');
    if (logoutUri !== null) return reply.redirect(logoutUri);
    return redirectUri === null ? sendSignedOutPage(reply) : reply.redirect(`/login?${query.toString()}`);
  });
}
