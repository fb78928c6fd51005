import { JwtVerifier } from 'aws-jwt-verify';

/** aws-jwt-verify as its documentation has it for a pool's access tokens; its own Cognito verifier fixes the issuer. */
export function verifier() {
  const { ISSUER: issuer, CLIENT_ID: clientId, JWKS } = process.env;
  const created = JwtVerifier.create({
    issuer,
    audience: null,
    jwksUri: `${issuer}/.well-known/jwks.json`,
    customJwtCheck: ({ payload }) => {
      if (payload.token_use !== 'access' || payload.client_id !== clientId) throw new Error('wrong token');
    },
  });
  created.cacheJwks(JSON.parse(JWKS));
  return created;
}

export function bearer({ authorization = '' }) {
  return authorization.slice('Bearer '.length);
}
