import type { FastifyReply } from 'fastify';

type OAuthError =
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_token_type';

/** A refusal in the form of RFC 6749. */
export interface OAuthRefusal {
  readonly error: OAuthError;
}

export function oauthRefusal(error: OAuthError): OAuthRefusal {
  return { error };
}

export function sendOAuthRefusal(
  reply: FastifyReply,
  refusal: OAuthRefusal,
  status: 400 | 401 = 400,
): FastifyReply {
  return reply.status(status).headers({ 'cache-control': 'no-store', pragma: 'no-cache' }).send(refusal);
}
