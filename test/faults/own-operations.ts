import { AuthenticatorApp, newEmail, PASSWORD } from '../support/journey.js';
import type { FaultyWorld, Ready } from './faulty-world.js';
import type { Prepare } from './sign-in-operations.js';

/** A request of somebody whom it may change for good. */
function somebody(method: string, path: string, body?: object): Prepare {
  return async ({ journey }) => {
    const { tokens } = await journey.newPerson();
    return { method, path, token: tokens.accessToken, ...(body !== undefined && { body }) };
  };
}

/** The same of somebody with an authenticator app. */
function somebodyWithFactor(method: string, path: string): Prepare {
  return async ({ journey }) => {
    const { tokens } = await journey.newPersonWithFactor();
    return { method, path, token: tokens.accessToken };
  };
}

/** A request that may be sent any number of times. */
function read(path: string): Prepare {
  return ({ ada }) => ({ method: 'GET', path, token: ada.tokens.accessToken });
}

async function anotherSession({ journey, ada }: FaultyWorld): Promise<Ready> {
  const { tokens } = await journey.login(ada.email);
  const { jti, origin_jti } = claimsOf(tokens.accessToken);
  const sessionId = origin_jti ?? jti;
  return { method: 'DELETE', path: `/auth/sessions/${sessionId}`, token: ada.tokens.accessToken };
}

interface Claims {
  readonly jti: string;
  readonly origin_jti?: string;
}

export function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
}

/** What somebody signed in does for themselves, by `operationId`. */
export const OWN_OPERATIONS: Readonly<Record<string, Prepare>> = {
  readMyProfile: read('/users/me'),
  updateMyProfile: ({ ada }) => ({
    method: 'PATCH',
    path: '/users/me',
    body: { lastName: 'King' },
    token: ada.tokens.accessToken,
  }),
  listMyActivity: read('/users/me/activity'),
  exportMyData: read('/users/me/export'),
  eraseMyAccount: somebody('DELETE', '/users/me'),
  changeMyEmail: somebody('POST', '/users/me/email', { newEmail: newEmail() }),
  verifyMyEmail: async (world) => {
    const { tokens } = await world.journey.newPerson();
    const address = newEmail();
    const token = tokens.accessToken;
    await world.send({ method: 'POST', path: '/users/me/email', body: { newEmail: address }, token });
    const code = await world.journey.mailedCode(address);
    return { method: 'POST', path: '/users/me/email/verify', body: { code }, token };
  },
  logout: somebody('POST', '/auth/logout', {}),
  logoutAll: somebody('POST', '/auth/logout-all'),
  changePassword: somebody('POST', '/auth/change-password', {
    currentPassword: PASSWORD,
    newPassword: 'another-Horse-8-battery',
  }),
  listMySessions: read('/auth/sessions'),
  endMySession: anotherSession,
  readMyFactors: read('/auth/mfa'),
  setUpTotp: somebody('POST', '/auth/mfa/totp'),
  verifyTotp: async (world) => {
    const { tokens } = await world.journey.newPerson();
    const token = tokens.accessToken;
    const { body } = await world.send({ method: 'POST', path: '/auth/mfa/totp', token });
    const code = await new AuthenticatorApp(String(body['secret'])).nextCode();
    return { method: 'POST', path: '/auth/mfa/totp/verify', body: { code }, token };
  },
  removeTotp: somebodyWithFactor('DELETE', '/auth/mfa/totp'),
  regenerateRecoveryCodes: somebodyWithFactor('POST', '/auth/mfa/recovery-codes'),
};
