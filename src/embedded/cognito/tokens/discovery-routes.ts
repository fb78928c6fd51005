import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationContext } from '../protocol/operation-context.js';

interface PoolPath {
  Params: { poolId: string };
}

/** The public keys and the OpenID configuration of each pool, below its issuer. */
export function addDiscoveryRoutes(app: FastifyInstance, context: OperationContext): void {
  const requirePool = async (request: FastifyRequest<PoolPath>, reply: FastifyReply): Promise<void> => {
    if (context.store.pools.get(request.params.poolId) === undefined) {
      await reply.status(404).send({ message: `User pool ${request.params.poolId} does not exist.` });
    }
  };

  app.get<PoolPath>('/:poolId/.well-known/jwks.json', { preHandler: requirePool }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').send(context.keys.jwks()),
  );

  app.get<PoolPath>(
    '/:poolId/.well-known/openid-configuration',
    { preHandler: requirePool },
    (request, reply) => reply.send(openIdConfiguration(context.issuerOf(request.params.poolId))),
  );
}

function openIdConfiguration(issuer: string): object {
  const origin = new URL(issuer).origin;
  return {
    authorization_endpoint: `${origin}/oauth2/authorize`,
    end_session_endpoint: `${origin}/logout`,
    id_token_signing_alg_values_supported: ['RS256'],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code', 'token'],
    revocation_endpoint: `${origin}/oauth2/revoke`,
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    token_endpoint: `${origin}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    userinfo_endpoint: `${origin}/oauth2/userInfo`,
  };
}
