import { AuthenticatorApp, newEmail, PASSWORD } from '../support/journey.js';
import { PoolAdmin } from '../support/pool-admin.js';
import { SocialJourney } from '../support/social-journey.js';
import type { FaultyWorld, Ready } from './faulty-world.js';

export type Prepare = (world: FaultyWorld) => Ready | Promise<Ready>;

const NEW_PASSWORD = 'another-Horse-8-battery';

function post(path: string, body?: object, token?: string): Ready {
  return { method: 'POST', path, ...(body !== undefined && { body }), ...(token !== undefined && { token }) };
}

async function unconfirmed({ journey }: FaultyWorld): Promise<string> {
  const email = newEmail();
  await journey.register(email);
  return email;
}

/** A sign-in of somebody with an authenticator app that waits for its code. */
async function challenged({ journey }: FaultyWorld) {
  const { email, app, recoveryCodes } = await journey.newPersonWithFactor();
  const { session } = await journey.login(email);
  return { session, code: await app.nextCode(), recoveryCode: recoveryCodes[0] };
}

/** The same without an app yet, because a recovery code was used. */
async function recovered(world: FaultyWorld): Promise<string> {
  const { session, recoveryCode } = await challenged(world);
  const { body } = await world.send(post('/auth/mfa/recover', { session, recoveryCode }));
  return String(body['session']);
}

async function invited({ aws, journey }: FaultyWorld): Promise<string> {
  const email = newEmail();
  await (await PoolAdmin.of(aws.cognitoServer)).invite(email);
  return (await journey.login(email, await journey.mailedCode(email))).session;
}

/** Where Google leads back to, with the cookie of the browser that began. */
async function consented({ service }: FaultyWorld): Promise<Ready> {
  const browser = new SocialJourney(service.origin);
  const url = await browser.consent(await browser.start(), { email: newEmail() });
  const cookie = [...browser.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    method: 'GET',
    path: `${url.pathname.replace('/api/v1', '')}${url.search}`,
    headers: { cookie },
  };
}

/** Everything that needs no token, by `operationId`. */
export const SIGN_IN_OPERATIONS: Readonly<Record<string, Prepare>> = {
  readPolicy: () => ({ method: 'GET', path: '/auth/policy' }),
  readLiveness: () => ({ method: 'GET', path: '/health/live' }),
  readReadiness: () => ({ method: 'GET', path: '/health/ready' }),
  readMetrics: () => ({ method: 'GET', path: '/metrics' }),
  findChangePassword: () => ({ method: 'GET', path: '/.well-known/change-password' }),
  readSecurityTxt: () => ({ method: 'GET', path: '/.well-known/security.txt' }),
  register: () =>
    post('/auth/register', {
      email: newEmail(),
      password: PASSWORD,
      firstName: 'Ada',
      lastName: 'Lovelace',
      acceptTerms: true,
    }),
  confirmSignUp: async (world) => {
    const email = await unconfirmed(world);
    return post('/auth/confirm', { email, code: await world.journey.mailedCode(email) });
  },
  resendCode: async (world) => post('/auth/resend-code', { email: await unconfirmed(world) }),
  login: ({ ada }) => post('/auth/login', { email: ada.email, password: PASSWORD }),
  grantTokens: ({ ada }) => ({
    ...post('/auth/token'),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'password', username: ada.email, password: PASSWORD }).toString(),
  }),
  refresh: async ({ journey, ada }) => {
    const { tokens } = await journey.login(ada.email);
    return post('/auth/refresh', { refreshToken: tokens.refreshToken });
  },
  forgotPassword: async ({ journey }) => {
    const { email } = await journey.newPerson();
    return post('/auth/forgot-password', { email });
  },
  resetPassword: async (world) => {
    const { email } = await world.journey.newPerson();
    await world.send(post('/auth/forgot-password', { email }));
    const code = await world.journey.mailedCode(email);
    return post('/auth/reset-password', { email, code, newPassword: NEW_PASSWORD });
  },
  chooseNewPassword: async (world) =>
    post('/auth/new-password', { session: await invited(world), newPassword: NEW_PASSWORD }),
  selectMfa: async ({ journey, grace }) => {
    const { session } = await journey.login(grace.email);
    return post('/auth/mfa/select', { session, method: 'TOTP' });
  },
  verifyMfa: async (world) => {
    const { session, code } = await challenged(world);
    return post('/auth/mfa/verify', { session, code });
  },
  recoverMfa: async (world) => {
    const { session, recoveryCode } = await challenged(world);
    return post('/auth/mfa/recover', { session, recoveryCode });
  },
  setUpMfa: async (world) => post('/auth/mfa/setup', { session: await recovered(world), method: 'TOTP' }),
  verifyMfaSetup: async (world) => {
    const { body } = await world.send(
      post('/auth/mfa/setup', { session: await recovered(world), method: 'TOTP' }),
    );
    return post('/auth/mfa/setup/verify', {
      session: body['session'],
      code: await new AuthenticatorApp(String(body['secret'])).nextCode(),
    });
  },
  startGoogleSignIn: () => ({ method: 'GET', path: '/auth/social/google' }),
  finishSocialSignIn: consented,
  exchangeSocialCode: async ({ service }) =>
    post('/auth/social/exchange', {
      code: await new SocialJourney(service.origin).code({ email: newEmail() }),
    }),
  linkSocialSignIn: async ({ service, journey }) => {
    const { email } = await journey.newPerson();
    const { body } = await new SocialJourney(service.origin).signIn({ email });
    return post('/auth/social/link', { session: body.session, password: PASSWORD });
  },
};
