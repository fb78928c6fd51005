import { decodeProtectedHeader } from 'jose';
import { FakeClock } from '../../test/fakes/fake-clock.js';
import { loadConfig } from '../config/load-config.js';
import { SecretKeys } from '../shared/secret-keys.js';
import { type ChallengePurpose, ChallengeSessions } from './challenge-session.js';

const OLD = 'the older secret, longer than 32 bytes';
const NEW = 'the newer secret, longer than 32 bytes';
const CONTENT = {
  email: 'ada@example.com',
  pending: {
    challenge: { kind: 'MFA', method: 'TOTP' },
    username: 'ada',
    providerSession: 'the session of the pool',
  },
  password: 'correct-Horse-7-battery',
} as const;

describe('sealed sessions', () => {
  let clock: FakeClock;
  let sessions: ChallengeSessions;

  it('hold the tokens of somebody of many groups', async () => {
    const tokens = { userId: 'u', accessToken: 'a'.repeat(8_192), refreshToken: 'r'.repeat(2_000) };
    const held = { ...tokens, sessionId: 's', mfaEnabled: true };
    const { session } = await sessions.seal('new-password', { ...CONTENT, held });
    await expect(sessions.open('new-password', session)).resolves.toMatchObject({ held });
  });

  const withSecrets = (...secrets: string[]) =>
    new ChallengeSessions(new SecretKeys(secrets), loadConfig({ CHALLENGE_MINUTES: '5' }), clock);

  beforeEach(() => {
    clock = new FakeClock();
    sessions = withSecrets(OLD);
  });

  it('give back what was sealed to the step that they are for', async () => {
    const { session, expiresIn } = await sessions.seal('mfa', CONTENT);
    expect(expiresIn).toBe(300);
    await expect(sessions.open('mfa', session)).resolves.toEqual({
      ...CONTENT,
      purpose: 'mfa',
      challengeId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      startedAt: clock.now(),
      expiresAt: clock.now() + 300_000,
    });
  });

  it('give nothing to any other step', async () => {
    const purposes = ['mfa', 'mfa-selection', 'mfa-setup', 'mfa-setup-verification', 'new-password'] as const;
    const opened = async (sealedFor: ChallengePurpose, openedAs: ChallengePurpose) =>
      (await sessions.open(openedAs, (await sessions.seal(sealedFor, CONTENT)).session)) !== null;
    for (const sealedFor of purposes) {
      const results = await Promise.all(purposes.map((purpose) => opened(sealedFor, purpose)));
      expect(results).toEqual(purposes.map((purpose) => purpose === sealedFor));
    }
  });

  it('show nothing of what is in them, nor that two are alike', async () => {
    const [first, second] = [await sessions.seal('mfa', CONTENT), await sessions.seal('mfa', CONTENT)];
    expect(first.session).not.toBe(second.session);
    const parts = first.session.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const secret of ['ada', 'Horse', 'session of', 'TOTP']) expect(parts.join()).not.toContain(secret);
    expect(Object.keys(decodeProtectedHeader(first.session)).sort()).toEqual(['alg', 'enc', 'kid']);
  });

  it('end after the minutes that the settings say', async () => {
    const { session } = await sessions.seal('mfa', CONTENT);
    clock.advance(299_000);
    await expect(sessions.open('mfa', session)).resolves.not.toBeNull();
    clock.advance(1_000);
    await expect(sessions.open('mfa', session)).resolves.toBeNull();
  });

  it('are sealed by the newest secret and opened by all that there are', async () => {
    const old = await sessions.seal('mfa', CONTENT);
    const rotated = withSecrets(NEW, OLD);
    await expect(rotated.open('mfa', old.session)).resolves.toMatchObject(CONTENT);
    const fresh = await rotated.seal('mfa', CONTENT);
    await expect(withSecrets(NEW).open('mfa', fresh.session)).resolves.toMatchObject(CONTENT);
    await expect(sessions.open('mfa', fresh.session)).resolves.toBeNull();
    await expect(withSecrets(NEW).open('mfa', old.session)).resolves.toBeNull();
  });

  it('are refused with any one character changed, cut or added', async () => {
    const { session } = await sessions.seal('mfa', CONTENT);
    // The last character of a part may carry bits that say nothing.
    const telling = [...session.matchAll(/[^.](?=[^.])/g)].map(({ index }) => index);
    expect(telling.length).toBeGreaterThan(300);
    const changed = telling
      .filter((place) => place % 7 === 0)
      .map(
        (place) => session.slice(0, place) + (session[place] === 'A' ? 'B' : 'A') + session.slice(place + 1),
      );
    for (const text of [...changed, session.slice(0, -4), `${session}AAAA`, session.slice(4)]) {
      await expect(sessions.open('mfa', text)).resolves.toBeNull();
    }
  });

  it.each(['', '.', '....', 'a.b.c.d.e', 'x'.repeat(100_000)])('are not made up (%#)', async (text) => {
    await expect(sessions.open('mfa', text)).resolves.toBeNull();
  });

  it('are not opened where they are larger than any that is sealed', async () => {
    const huge = await sessions.seal('mfa', { ...CONTENT, password: 'x'.repeat(16_384) });
    await expect(sessions.open('mfa', huge.session)).resolves.toBeNull();
  });

  it('stay within what a request may carry, with the longest of everything', async () => {
    const pending = { ...CONTENT.pending, providerSession: 's'.repeat(2_048) };
    const email = `${'a'.repeat(116)}@example.com`;
    const { session } = await sessions.seal('mfa', { email, pending, password: 'ü'.repeat(256) });
    expect(session.length).toBeLessThan(8_192);
    await expect(sessions.open('mfa', session)).resolves.toMatchObject({ email });
  });

  describe('through several steps', () => {
    const next = async (purpose: ChallengePurpose, sealed: string, then: ChallengePurpose) => {
      const previous = await sessions.open(purpose, sealed);
      if (previous === null) throw new Error('not opened');
      clock.advance(60_000);
      return { previous, following: await sessions.seal(then, CONTENT, { previous }) };
    };

    it('keep the name of the sign-in and when it began, and live on from each step', async () => {
      const first = await sessions.seal('mfa-selection', CONTENT);
      const { previous, following } = await next('mfa-selection', first.session, 'mfa');
      await expect(sessions.open('mfa', following.session)).resolves.toMatchObject({
        challengeId: previous.challengeId,
        startedAt: previous.startedAt,
        expiresAt: clock.now() + 300_000,
      });
    });

    it('begin anew with a new password', async () => {
      const first = await sessions.seal('new-password', CONTENT);
      const { previous, following } = await next('new-password', first.session, 'mfa');
      await expect(sessions.open('mfa', following.session)).resolves.toMatchObject({
        challengeId: previous.challengeId,
        startedAt: clock.now(),
      });
    });

    it('began when the password was asked about, which the step before knows best', async () => {
      const startedAt = clock.now() - 500;
      const first = await sessions.seal('mfa-selection', CONTENT, { startedAt });
      const previous = await sessions.open('mfa-selection', first.session);
      expect(previous).toMatchObject({ startedAt });
      if (previous === null) throw new Error('not opened');
      const { session } = await sessions.seal('mfa', CONTENT, { previous, startedAt: clock.now() });
      await expect(sessions.open('mfa', session)).resolves.toMatchObject({ startedAt });
    });
  });
});
