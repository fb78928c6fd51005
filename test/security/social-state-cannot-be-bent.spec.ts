/**
 * The attack: somebody sends a victim to our callback with a `state` of their own making, of another browser, of another
 * purpose, or used before, so that the victim ends up in the attacker's account (login CSRF), or the attacker in the
 * victim's.
 */
import { newEmail } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';
import { APP, SocialJourney } from '../support/social-journey.js';

let service: RunningService;

beforeAll(async () => {
  service = await RunningService.start({ env: { SOCIAL_REDIRECT_URIS: APP, RATE_LIMIT_FACTOR: '1000' } });
});

afterAll(() => service.stopAndForget());

const person = () => new SocialJourney(service.origin);
const returnOf = async (journey: SocialJourney) =>
  journey.consent(await journey.start(), { email: newEmail() });
const withState = (address: URL, state: string | null) => {
  const changed = new URL(address);
  if (state === null) changed.searchParams.delete('state');
  else changed.searchParams.set('state', state);
  return changed;
};

async function expectRefused(journey: SocialJourney, address: URL): Promise<void> {
  const answer = await journey.callback(address);
  expect(answer).toMatchObject({ status: 400, location: undefined });
  expect(JSON.parse(answer.html)).toMatchObject({ code: 'invalid_state' });
}

it('refuses a state that is missing, garbage or altered in any part', async () => {
  const ada = person();
  const address = await returnOf(ada);
  const state = address.searchParams.get('state') ?? '';
  await expectRefused(ada, withState(address, null));
  await expectRefused(ada, withState(address, 'x'));
  await expectRefused(ada, withState(address, 'x'.repeat(4096)));
  const parts = state.split('.');
  for (const index of [0, 2, 3, 4]) {
    const bent = parts.map((part, at) =>
      at === index ? `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}` : part,
    );
    await expectRefused(ada, withState(address, bent.join('.')));
  }
  expect((await ada.callback(address)).status).toBe(302);
});

it('refuses the state of another browser, and that of none', async () => {
  const ada = person();
  const address = await returnOf(ada);
  const eve = person();
  await eve.start();
  await expectRefused(eve, address);
  await expectRefused(person(), address);
  expect((await ada.callback(address)).status).toBe(302);
});

it('takes a state once, also of two at once', async () => {
  const ada = person();
  const address = await returnOf(ada);
  const answers = await Promise.all([1, 2, 3].map(() => ada.callback(address)));
  expect(answers.filter(({ status }) => status === 302)).toHaveLength(1);
  await expectRefused(ada, address);
});

it('takes no sealed session of another purpose for a state, and no state for a session', async () => {
  const ada = person();
  const address = await returnOf(ada);
  const state = address.searchParams.get('state') ?? '';
  const taken = await ada.api.post('/auth/social/link', { session: state, password: 'x' });
  expect(taken).toMatchObject({ status: 401, body: { code: 'session_expired' } });
  const verified = await ada.api.post('/auth/mfa/verify', { session: state, code: '000000' });
  expect(verified.status).toBe(401);
});

it('hides in the state what it carries, and binds it by a cookie that no script can read', async () => {
  const ada = person();
  const started = await ada.browser.request(
    new URL(`${service.origin}/api/v1/auth/social/google?redirectUri=${encodeURIComponent(APP)}`),
  );
  expect(started.status).toBe(302);
  const cookie = started.headers.get('set-cookie') ?? '';
  expect(cookie).toContain('HttpOnly');
  expect(cookie).toContain('SameSite=Lax');
  const { searchParams } = started.location ?? new URL(service.origin);
  expect(searchParams.get('code_challenge_method')).toBe('S256');
  const [header = ''] = (searchParams.get('state') ?? '').split('.');
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ enc: 'A256GCM' });
});
