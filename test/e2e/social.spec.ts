import { maskEmail } from '../../src/shared/mask.js';
import { AuthenticatorApp, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';
import { APP, SocialJourney, type SocialResult } from '../support/social-journey.js';

interface Problem {
  readonly code: string;
}

describe('signing in with Google', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { SOCIAL_REDIRECT_URIS: APP, RATE_LIMIT_FACTOR: '1000' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  const person = () => new SocialJourney(service.origin);

  it('is offered, makes a profile the first time, and finds it the next', async () => {
    const policy = await journey.api.get<{ social: string[] }>('/auth/policy');
    expect(policy.body.social).toEqual(['google']);
    const email = newEmail();
    const first = await person().signIn({ email, name: 'Ada Lovelace' });
    expect(first.body).toMatchObject({
      status: 'AUTHENTICATED',
      user: {
        email,
        emailVerified: true,
        firstName: 'Ada',
        lastName: 'Lovelace',
        status: 'ACTIVE',
        groups: [],
      },
    });
    const second = await person().signIn({ email });
    expect(second.body.user.userId).toBe(first.body.user.userId);
    const me = await journey.api.get('/users/me', { token: second.body.tokens.accessToken });
    expect(me.body).toMatchObject({ email });
    const refreshed = await journey.api.post('/auth/refresh', {
      refreshToken: second.body.tokens.refreshToken,
    });
    expect(refreshed.status).toBe(200);
    const out = await journey.api.post('/auth/logout', {}, { token: second.body.tokens.accessToken });
    expect(out.status).toBe(204);
  });

  it('answers in place where there is nowhere to lead back to', async () => {
    const ada = person();
    const page = await ada.start(null);
    const answer = await ada.callback(await ada.consent(page, { email: newEmail() }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(answer.html)).toMatchObject({ status: 'AUTHENTICATED' });
  });

  it('tells the app that the person cancelled, or has no verified address', async () => {
    const ada = person();
    const page = await ada.start();
    const cancelled = await ada.browser.submit(page, { email: '', name: '', decision: 'deny' });
    const { location } = await ada.callback(cancelled.location ?? new URL(service.origin));
    const answer = await ada.exchange(location?.searchParams.get('code') ?? '');
    expect(answer).toMatchObject({ status: 403, body: { code: 'social_denied' } });
    const unverified = await person().signIn({ email: newEmail(), verified: 'false' });
    expect(unverified).toMatchObject({ status: 403, body: { code: 'social_email_unverified' } });
  });

  it('links an account with a password once its owner has proved it', async () => {
    const { email, user } = await journey.newPerson();
    const asked = await person().signIn({ email });
    expect(asked.body).toMatchObject({ status: 'SOCIAL_LINK_REQUIRED', destination: maskEmail(email) });
    expect(asked.body).not.toHaveProperty('tokens');
    const { session } = asked.body;
    const wrong = await journey.api.post<Problem>('/auth/social/link', { session, password: 'wrong' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    const linked = await journey.api.post('/auth/social/link', { session, password: PASSWORD });
    expect(linked.body).toMatchObject({ status: 'AUTHENTICATED', user: { userId: user.userId } });
    const next = await person().signIn({ email });
    expect(next.body).toMatchObject({ status: 'AUTHENTICATED', user: { userId: user.userId } });
    const events = await journey.api.get<{ items: { type: string }[] }>('/users/me/activity', {
      token: next.body.tokens.accessToken,
    });
    expect(events.body.items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['social.linked', 'social.signed_in']),
    );
  });

  it('links only after the second factor of that account too, which Google then asks for as well', async () => {
    const { email, user, tokens } = await journey.newPerson();
    const app = await journey.enrolTotp(tokens.accessToken);
    const { session } = (await person().signIn({ email })).body;
    const proved = await journey.api.post<{ status: string; session: string }>('/auth/social/link', {
      session,
      password: PASSWORD,
    });
    expect(proved.body.status).toBe('MFA_REQUIRED');
    expect((await person().signIn({ email })).body.status).toBe('SOCIAL_LINK_REQUIRED');
    const verified = await journey.api.post('/auth/mfa/verify', {
      session: proved.body.session,
      code: await app.nextCode(),
    });
    expect(verified.body).toMatchObject({ status: 'AUTHENTICATED', user: { userId: user.userId } });
    const next = await person().signIn({ email });
    expect(next.body.status).toBe('MFA_REQUIRED');
    const code = await app.nextCode();
    const done = await journey.api.post('/auth/mfa/verify', { session: next.body.session, code });
    expect(done.body).toMatchObject({ status: 'AUTHENTICATED', user: { userId: user.userId } });
  });

  it('asks for the authenticator app that a person without a password has set up', async () => {
    const email = newEmail();
    const first = await person().signIn({ email });
    const app = await journey.enrolTotp(first.body.tokens.accessToken);
    const asked = await person().signIn({ email });
    expect(asked.body).toMatchObject({ status: 'MFA_REQUIRED', method: 'TOTP' });
    const { session } = asked.body;
    const wrong = await journey.api.post<Problem>('/auth/mfa/verify', { session, code: '000000' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'mfa_code_mismatch' } });
    const code = await app.nextCode();
    const done = await journey.api.post('/auth/mfa/verify', { session, code });
    expect(done.body).toMatchObject({ status: 'AUTHENTICATED', user: { mfaEnabled: true } });
    const again = await person().signIn({ email });
    const replayed = await journey.api.post<Problem>('/auth/mfa/verify', {
      session: again.body.session,
      code,
    });
    expect(replayed.body.code).toBe('mfa_code_mismatch');
  });

  it('lets a recovery code stand in for the lost app of a person without a password', async () => {
    const email = newEmail();
    const first = await person().signIn({ email });
    const token = first.body.tokens.accessToken;
    const setUp = await journey.api.post<{ secret: string }>('/auth/mfa/totp', undefined, { token });
    const enrolled = await journey.api.post<{ recoveryCodes: string[] }>(
      '/auth/mfa/totp/verify',
      { code: await new AuthenticatorApp(setUp.body.secret).nextCode() },
      { token },
    );
    const { session } = (await person().signIn({ email })).body;
    const [recoveryCode] = enrolled.body.recoveryCodes;
    const recovered = await journey.api.post('/auth/mfa/recover', { session, recoveryCode });
    expect(recovered.body).toMatchObject({ status: 'MFA_SETUP_REQUIRED' });
  });
});

describe('signing in with Google where everybody needs a second factor', () => {
  let service: RunningService;

  beforeAll(async () => {
    const env = { SOCIAL_REDIRECT_URIS: APP, MFA_MODE: 'required', RATE_LIMIT_FACTOR: '1000' };
    service = await RunningService.start({ env });
  });

  afterAll(() => service.stopAndForget());

  it('has an app set up first, and asks for it from then on', async () => {
    const journey = new Journey(service.origin, service.cognito);
    const email = newEmail();
    const asked = await new SocialJourney(service.origin).signIn({ email });
    expect(asked.body).toMatchObject({ status: 'MFA_SETUP_REQUIRED', methods: ['TOTP'] });
    const setUp = await journey.api.post<{ session: string; secret: string }>('/auth/mfa/setup', {
      session: asked.body.session,
      method: 'TOTP',
    });
    const app = new AuthenticatorApp(setUp.body.secret);
    const done = await journey.api.post<SocialResult>('/auth/mfa/setup/verify', {
      session: setUp.body.session,
      code: await app.nextCode(),
    });
    expect(done.body.status).toBe('AUTHENTICATED');
    expect(done.body.recoveryCodes).toHaveLength(10);
    const next = await new SocialJourney(service.origin).signIn({ email });
    expect(next.body.status).toBe('MFA_REQUIRED');
  });
});
