import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import { requireLiveAccessToken, type SignedInUser } from '../tokens/access-token-check.js';
import { isInScope } from '../tokens/scope-claims.js';
import { attributeList } from '../users/attributes.js';

/** `/oauth2/userInfo`: what the scopes of the access token tell of its user; all values are text. */
export function addUserInfoRoute(app: FastifyInstance, context: OperationContext): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      const signedIn = await requireOpenId(context, request.headers.authorization);
      return await reply.header('cache-control', 'no-store').send(userInfo(signedIn));
    } catch (error) {
      if (error instanceof CognitoError) return refuse(reply, error.message);
      throw error;
    }
  };
  app.get('/oauth2/userInfo', answer);
  app.post('/oauth2/userInfo', answer);
}

async function requireOpenId(
  context: OperationContext,
  authorization: string | undefined,
): Promise<SignedInUser> {
  const [scheme = '', token = ''] = (authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer') {
    throw new CognitoError('NotAuthorizedException', 'Access token is missing.');
  }
  const signedIn = await requireLiveAccessToken(context, token, refusals.userNotFound);
  if (!signedIn.scopes.includes('openid')) {
    throw new CognitoError('NotAuthorizedException', 'Access token does not contain openid scope');
  }
  return signedIn;
}

function userInfo({ user, client, scopes }: SignedInUser): Record<string, string> {
  const told = attributeList(user, client)
    .map(({ Name = '', Value = '' }): [string, string] => [Name, Value])
    .filter(([name]) => name === 'sub' || isInScope(scopes, name));
  return { ...Object.fromEntries(told), username: user.username };
}

function refuse(reply: FastifyReply, description: string): FastifyReply {
  return reply
    .status(401)
    .headers({
      'cache-control': 'no-store',
      'www-authenticate': `Bearer error="invalid_token", error_description="${description}"`,
    })
    .send({ error: 'invalid_token', error_description: description });
}
