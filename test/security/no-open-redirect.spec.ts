/**
 * The attack: a link to our domain that ends at the attacker's, to lend a phishing page our name, or to have the code of
 * a sign-in delivered there.
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

const start = (query: string, headers: Record<string, string> = {}) =>
  new HostedPages().request(
    new URL(`${service.origin}/api/v1/auth/social/google${query}`),
    undefined,
    headers,
  );

it.each([
  'https://evil.example/',
  '//evil.example/',
  `${APP}/`,
  `${APP}?x=1`,
  `${APP}#x`,
  APP.toUpperCase(),
  APP.replace('localhost', 'localhost.evil.example'),
  APP.replace('http://', 'http://user@'),
  `${APP}%00`,
  `${APP}\\@evil.example`,
  'javascript:alert(1)',
  'data:text/html,x',
  '',
])('refuses the redirectUri %j by name', async (redirectUri) => {
  const answer = await start(`?redirectUri=${encodeURIComponent(redirectUri)}`);
  expect(answer).toMatchObject({ status: 400, location: undefined });
  expect(answer.html).toContain('redirectUri');
});

it('refuses a redirectUri that is given twice', async () => {
  const twice = `?redirectUri=${encodeURIComponent(APP)}&redirectUri=https://evil.example/`;
  expect(await start(twice)).toMatchObject({ status: 400, location: undefined });
});

it('lets no header say where the callback is', async () => {
  const headers = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
  };
  const answer = await start('', headers);
  expect(answer.location?.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\//);
});

it('takes the address from the state alone when the browser comes back', async () => {
  const ada = new SocialJourney(service.origin);
  const address = await ada.consent(await ada.start(), { email: newEmail() });
  address.searchParams.set('redirectUri', 'https://evil.example/');
  const answer = await ada.callback(address);
  expect(answer.location?.origin).toBe(new URL(APP).origin);
});

it('leads out of the docs page to itself alone', async () => {
  const answer = await new HostedPages().request(
    new URL(`${service.origin}/oauth2-redirect.html?next=https://evil.example/`),
  );
  expect(answer.location?.origin).toBe(service.origin);
});
