/**
 * The attack: somebody reads an address on its way (a log, a history, a referrer, a malicious app with our scheme) and
 * presents what is in it: the provider's code at our callback or at the token endpoint, or our own code at the exchange.
 */
import { HostedPages } from '../support/hosted-pages.js';
import { newEmail } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';
import { APP, SocialJourney } from '../support/social-journey.js';

let service: RunningService;

beforeAll(async () => {
  service = await RunningService.start({ env: { SOCIAL_REDIRECT_URIS: APP, RATE_LIMIT_FACTOR: '1000' } });
});

afterAll(() => service.stopAndForget());

const person = () => new SocialJourney(service.origin);

it("is worth nothing at the callback without the browser's cookie, even with a state of one's own", async () => {
  const ada = person();
  const address = await ada.consent(await ada.start(), { email: newEmail() });
  const eve = person();
  expect((await eve.callback(address)).status).toBe(400);
  // Eve's own state is good, but its verifier does not fit Ada's code.
  const own = await eve.consent(await eve.start(), { email: newEmail() });
  own.searchParams.set('code', address.searchParams.get('code') ?? '');
  const { location } = await eve.callback(own);
  const outcome = await eve.exchange(location?.searchParams.get('code') ?? '');
  expect(outcome).toMatchObject({ status: 403, body: { code: 'social_denied' } });
});

it('is worth nothing at the token endpoint without the verifier, even with the secret of the client', async () => {
  const ada = person();
  const address = await ada.consent(await ada.start(), { email: newEmail() });
  const [, id = '', secret = ''] = /App client (\S+) {3}secret: (\S+)/.exec(service.log) ?? [];
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: id,
    client_secret: secret,
    code: address.searchParams.get('code') ?? '',
    redirect_uri: `${address.origin}${address.pathname}`,
  });
  const answer = await new HostedPages().request(new URL(`${service.cognito}/oauth2/token`), form);
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.html)).toEqual({ error: 'invalid_grant' });
});

it('works once at the exchange, also of two at once', async () => {
  const ada = person();
  const code = await ada.code({ email: newEmail() });
  const answers = await Promise.all([1, 2, 3, 4].map(() => ada.exchange(code)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400]);
  const late = await ada.exchange(code);
  expect(late).toMatchObject({ status: 400, body: { code: 'invalid_social_code' } });
  expect((await ada.exchange('guessed')).status).toBe(400);
});

it('leaves no token, session or address in any address on the way', async () => {
  const ada = person();
  const email = newEmail();
  const address = await ada.consent(await ada.start(), { email });
  const { location, headers } = await ada.callback(address);
  expect([...(location?.searchParams.keys() ?? [])]).toEqual(['code']);
  expect(location?.searchParams.get('code')).toMatch(/^[\w-]{43}$/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  const code = location?.searchParams.get('code') ?? '';
  await ada.exchange(code);
  for (const secret of [
    email,
    code,
    address.searchParams.get('code') ?? '',
    address.searchParams.get('state') ?? '',
  ]) {
    expect(service.log).not.toContain(secret);
  }
});
