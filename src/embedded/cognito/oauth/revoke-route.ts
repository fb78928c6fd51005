import type { FastifyInstance } from 'fastify';
import { revokeRefreshToken } from '../auth/refresh-tokens.js';
import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { authenticateClient } from './client-authentication.js';
import { oauthRefusal, sendOAuthRefusal } from './oauth-refusal.js';
import { formOf, repeatedParameter } from './request-parts.js';

/** `POST /oauth2/revoke` (RFC 7009): an unknown token is no error. */
export function addRevokeRoute(app: FastifyInstance, context: OperationContext): void {
  app.post('/oauth2/revoke', async (request, reply) => {
    const form = formOf(request);
    const token = form.get('token');
    if (token === null || repeatedParameter(form) !== undefined) {
      return sendOAuthRefusal(reply, oauthRefusal('invalid_request'));
    }
    const client = authenticateClient(context, request.headers.authorization, form);
    if (client === undefined) {
      return sendOAuthRefusal(reply, oauthRefusal('invalid_client'), 401);
    }
    try {
      await context.store.run(() => {
        revokeRefreshToken(context, client, token);
      });
      return await reply.header('cache-control', 'no-store').send();
    } catch (error) {
      if (!(error instanceof CognitoError)) throw error;
      const isAccessToken = error.exception === 'UnsupportedTokenTypeException';
      return sendOAuthRefusal(
        reply,
        oauthRefusal(isAccessToken ? 'unsupported_token_type' : 'invalid_request'),
      );
    }
  });
}
