/**
 * The attack: somebody signs in at a social provider with the address of a victim who has an account here, and is let
 * into it; or gets past the second step by coming through the provider; or is back after having been erased.
 */
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { newPkce } from '../support/hosted-pages.js';
import { RunningService } from '../support/running-service.js';
import { APP, SocialJourney } from '../support/social-journey.js';

let service: RunningService;
let journey: Journey;

beforeAll(async () => {
  service = await RunningService.start({ env: { SOCIAL_REDIRECT_URIS: APP, RATE_LIMIT_FACTOR: '1000' } });
  journey = new Journey(service.origin, service.cognito);
});

afterAll(() => service.stopAndForget());

const person = () => new SocialJourney(service.origin);

/** Tokens of the hosted pages themselves, as whoever knows the client's secret can get them. */
async function hostedTokens(email: string): Promise<string> {
  const [, id = '', secret = ''] = /App client (\S+) {3}secret: (\S+)/.exec(service.log) ?? [];
  const { verifier, challenge } = newPkce();
  const redirect_uri = `${service.origin}/docs/oauth2-redirect.html`;
  const address = new URL(`${service.cognito}/oauth2/authorize`);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: id,
    redirect_uri,
    scope: 'openid email profile aws.cognito.signin.user.admin',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    identity_provider: 'Google',
  }).toString();
  const somebody = person();
  const returned = await somebody.consent(await somebody.browser.open(address), { email });
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: id,
    client_secret: secret,
    code: returned.searchParams.get('code') ?? '',
    redirect_uri,
    code_verifier: verifier,
  });
  const answer = await somebody.browser.request(new URL(`${service.cognito}/oauth2/token`), form);
  return (JSON.parse(answer.html) as { access_token: string }).access_token;
}

it('gives who has the address at the provider nothing of the account that has it here', async () => {
  const { email, user } = await journey.newPerson();
  const asked = await person().signIn({ email });
  expect(asked.body).toMatchObject({ status: 'SOCIAL_LINK_REQUIRED' });
  expect(JSON.stringify(asked.body)).not.toContain(user.userId);
  expect(asked.body).not.toHaveProperty('tokens');
  expect((await person().signIn({ email })).body.status).toBe('SOCIAL_LINK_REQUIRED');
});

it('refuses an address that the provider has not verified', async () => {
  const { email } = await journey.newPerson();
  const refused = await person().signIn({ email, verified: 'false' });
  expect(refused).toMatchObject({ status: 403, body: { code: 'social_email_unverified' } });
});

it('lets the password be guessed no more often than at the login, and locks alike', async () => {
  const { email } = await journey.newPerson();
  const { session } = (await person().signIn({ email })).body;
  for (let guess = 0; guess < 5; guess += 1) {
    const wrong = await journey.api.post('/auth/social/link', { session, password: `wrong-${guess}` });
    expect([401, 423]).toContain(wrong.status);
  }
  const right = await journey.api.post('/auth/social/link', { session, password: PASSWORD });
  expect([401, 423]).toContain(right.status);
  expect((await journey.api.post('/auth/login', { email, password: PASSWORD })).status).toBe(423);
});

it('takes no offer to link for the session of a login, and none of a login for an offer', async () => {
  const { email, tokens } = await journey.newPerson();
  await journey.enrolTotp(tokens.accessToken);
  const { session: offer } = (await person().signIn({ email })).body;
  const { session: login } = await journey.login(email);
  const taken = await journey.api.post('/auth/mfa/verify', { session: offer, code: '000000' });
  expect(taken).toMatchObject({ status: 401, body: { code: 'session_expired' } });
  const offered = await journey.api.post('/auth/social/link', { session: login, password: PASSWORD });
  expect(offered).toMatchObject({ status: 401, body: { code: 'session_expired' } });
});

it('links an offer to the account that it names alone', async () => {
  const victim = await journey.newPerson();
  const attacker = await journey.newPerson();
  const { session } = (await person().signIn({ email: victim.email })).body;
  const password = 'another-Horse-8-battery';
  await journey.api.post(
    '/auth/change-password',
    { currentPassword: PASSWORD, newPassword: password },
    { token: attacker.tokens.accessToken },
  );
  const wrong = await journey.api.post('/auth/social/link', { session, password });
  expect(wrong).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
});

it('opens nothing with a token that got past the second step on the hosted pages', async () => {
  const email = newEmail();
  const { tokens } = (await person().signIn({ email })).body;
  const before = await hostedTokens(email);
  expect((await journey.api.get('/users/me', { token: before })).status).toBe(200);
  const app = await journey.enrolTotp(tokens.accessToken);
  expect((await journey.api.get('/users/me', { token: tokens.accessToken })).status).toBe(200);
  const past = await hostedTokens(email);
  const refused = await journey.api.get('/users/me', { token: past });
  expect(refused).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
  const { session } = (await person().signIn({ email })).body;
  const proved = await journey.api.post<{ tokens: { accessToken: string } }>('/auth/mfa/verify', {
    session,
    code: await app.nextCode(),
  });
  const token = proved.body.tokens.accessToken;
  expect((await journey.api.get('/users/me', { token })).status).toBe(200);
});

it('makes a profile for whom the hosted pages let in first, and none for an erased one', async () => {
  const email = newEmail();
  const token = await hostedTokens(email);
  expect((await journey.api.get('/users/me', { token })).body).toMatchObject({ email, status: 'ACTIVE' });
  const erased = await journey.api.call('DELETE', '/users/me', { token });
  expect(erased.status).toBe(204);
  expect((await journey.api.get('/users/me', { token })).status).toBe(401);
});
