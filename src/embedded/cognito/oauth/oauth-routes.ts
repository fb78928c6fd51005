import type { FastifyError, FastifyInstance } from 'fastify';
import type { LogLine } from '../protocol/aws-json-route.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { addAuthorizeRoute } from './authorize-route.js';
import { addConsentRoutes } from './consent-routes.js';
import { HostedCookies } from './hosted-cookies.js';
import { addLogoutRoute } from './logout-route.js';
import { addRevokeRoute } from './revoke-route.js';
import { addSignInRoutes } from './sign-in-routes.js';
import { addTokenRoutes } from './token-routes.js';
import { addUserInfoRoute } from './user-info-route.js';

const FORM = 'application/x-www-form-urlencoded';

/** Cognito's OAuth 2 endpoints and hosted pages, which take forms and nothing else. */
export function addOAuthRoutes(app: FastifyInstance, context: OperationContext, log: LogLine): void {
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, parsed) => {
      parsed(null, new URLSearchParams(body.toString()));
    });
    scope.addContentTypeParser('*', (_request, payload, parsed) => {
      payload.resume();
      parsed(null);
    });
    scope.setErrorHandler(async (error: FastifyError, _request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) log(error.stack ?? error.message);
      await reply.status(status).send({ error: status >= 500 ? 'server_error' : 'invalid_request' });
    });
    const hosted = { context, cookies: new HostedCookies() };
    addAuthorizeRoute(scope, hosted);
    addSignInRoutes(scope, hosted);
    addConsentRoutes(scope, hosted);
    addLogoutRoute(scope, hosted);
    addTokenRoutes(scope, context);
    addRevokeRoute(scope, context);
    addUserInfoRoute(scope, context);
    done();
  });
}
