import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationContext } from '../protocol/operation-context.js';
import { authenticateClient } from './client-authentication.js';
import { grantTokens } from './grants.js';
import { oauthRefusal, sendOAuthRefusal } from './oauth-refusal.js';
import { formOf, repeatedParameter } from './request-parts.js';

const PATH = '/oauth2/token';

/** `POST /oauth2/token`, and what pages of the clients' own origins need to call it. */
export function addTokenRoutes(app: FastifyInstance, context: OperationContext): void {
  app.options(PATH, (request, reply) => {
    allowCallbackOrigins(context, request, reply);
    return reply.status(204).send();
  });

  app.post(PATH, async (request, reply) => {
    allowCallbackOrigins(context, request, reply);
    const form = formOf(request);
    if (form.size === 0 || repeatedParameter(form) !== undefined) {
      return sendOAuthRefusal(reply, oauthRefusal('invalid_request'));
    }
    const client = authenticateClient(context, request.headers.authorization, form);
    if (client === undefined) {
      return sendOAuthRefusal(reply, oauthRefusal('invalid_client'));
    }
    const answer = await context.store.run(() => grantTokens(context, client, form));
    if ('error' in answer) {
      return sendOAuthRefusal(reply, answer);
    }
    return reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' }).send(answer);
  });
}

/** A page may read the answer if it lies where a callback of some client does. */
function allowCallbackOrigins(context: OperationContext, request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers;
  reply.header('vary', 'Origin');
  if (origin === undefined || !callbackOrigins(context).has(origin)) {
    return;
  }
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'Authorization, Content-Type, X-Requested-With',
  });
}

function callbackOrigins(context: OperationContext): ReadonlySet<string> {
  const urls = context.store.clients.all().flatMap(({ settings }) => settings.CallbackURLs ?? []);
  return new Set(urls.map((url) => new URL(url).origin));
}
