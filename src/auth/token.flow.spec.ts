import { InMemoryChangeStore } from '../../test/fakes/in-memory-change-store.js';
import { ChangeFeed } from '../changes/change-feed.js';
import { Logger } from '@nestjs/common';
import { AuditParts } from '../../test/fakes/audit-parts.js';
import { FakeAuditSink } from '../../test/fakes/fake-audit-sink.js';
import { FakeIdentityProvider } from '../../test/fakes/fake-identity-provider.js';
import { FakePool } from '../../test/fakes/fake-pool.js';
import { InMemoryProfileRepository } from '../../test/fakes/in-memory-profile-repository.js';
import { InMemoryRefreshTokenStore } from '../../test/fakes/in-memory-refresh-token-store.js';
import { ORIGIN, SessionsParts } from '../../test/fakes/sessions-parts.js';
import { loadConfig } from '../config/load-config.js';
import { RefreshTokens } from '../sessions/refresh-tokens.service.js';
import { SecretKeys } from '../shared/secret-keys.js';
import { ProfilesService } from '../users/profiles.service.js';
import { ChallengeSessions } from './challenge-session.js';
import type { CompletedSignIn } from './identity-provider.port.js';
import { RolePolicy } from './role-policy.js';
import { SignInCompletion } from './sign-in-completion.js';
import { SignInProfiles } from './sign-in-profiles.js';
import { TokenFlow } from './token.flow.js';

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct-Horse-7-battery';
const DRAFT = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  role: 'Employee',
  department: null,
  employeeId: null,
  termsVersion: '1',
  termsAcceptedAt: '2026-01-01T00:00:00.000Z',
};

describe('refreshing tokens', () => {
  const settings = loadConfig({ SESSION_IDLE_MINUTES: '30' });
  let parts: SessionsParts;
  let pool: FakePool;
  let identity: FakeIdentityProvider;
  let profiles: ProfilesService;
  let audit: AuditParts;
  let flow: TokenFlow;
  let signIn: CompletedSignIn;

  beforeEach(async () => {
    parts = new SessionsParts({ SESSION_IDLE_MINUTES: '30' });
    const { clock, here: sessions } = parts;
    pool = new FakePool(clock, { mfaRequired: false, rotation: true });
    identity = new FakeIdentityProvider(pool);
    profiles = new ProfilesService(
      new InMemoryProfileRepository(),
      clock,
      new ChangeFeed(new InMemoryChangeStore(), clock),
    );
    audit = new AuditParts(new FakeAuditSink(), clock);
    const refreshTokens = new RefreshTokens(new InMemoryRefreshTokenStore(), clock, settings);
    const challenges = new ChallengeSessions(new SecretKeys(['x'.repeat(32)]), settings, clock);
    const recorded = new SignInProfiles(profiles, identity, new RolePolicy(settings));
    const completion = new SignInCompletion(recorded, sessions, refreshTokens, challenges, clock);
    flow = new TokenFlow(identity, sessions, refreshTokens, profiles, completion, audit.trail);
    await identity.signUp({ email: EMAIL, password: PASSWORD, draft: DRAFT });
    await identity.confirmSignUp(EMAIL, pool.codeFor(EMAIL));
    const step = await identity.signIn(EMAIL, PASSWORD);
    if (step.step !== 'authenticated') throw new Error(step.step);
    signIn = step.signIn;
    await completion.authenticated(signIn, { email: EMAIL, origin: ORIGIN });
  });
  afterEach(() => jest.restoreAllMocks());

  const refresh = (token = signIn.tokens.refreshToken) => flow.refresh(token, ORIGIN);
  const rotated = async (token?: string): Promise<string> => {
    const outcome = await refresh(token);
    if (outcome.status !== 'AUTHENTICATED') throw new Error(JSON.stringify(outcome));
    return outcome.tokens.refreshToken;
  };
  const refused = (code: string) => ({ status: 'REFUSED', code });
  const check = () => parts.here.look(signIn.identity.userId, signIn.sessionId);
  const events = async () =>
    (await audit.records()).map(({ event }) => [event.type, event.details['reason'] ?? event.outcome]);

  it('gives other tokens of the same session, and is on record with its owner', async () => {
    await expect(rotated()).resolves.not.toBe(signIn.tokens.refreshToken);
    const [record] = await audit.records();
    const { userId } = signIn.identity;
    expect(record?.event).toMatchObject({
      type: 'token.refreshed',
      outcome: 'SUCCESS',
      userId,
      actorId: userId,
      sessionId: signIn.sessionId,
    });
  });

  it('makes a profile that was lost', async () => {
    await profiles.delete(signIn.identity.userId);
    await expect(refresh()).resolves.toMatchObject({ status: 'AUTHENTICATED', profile: { email: EMAIL } });
  });

  it('of an ended session is refused, although Cognito would go on, and what it gave is revoked', async () => {
    const revoke = jest.spyOn(identity, 'revokeRefreshToken');
    await parts.here.endAll(signIn.identity.userId);
    await expect(refresh()).resolves.toEqual(refused('session_revoked'));
    expect(revoke).toHaveBeenCalledTimes(1);
    expect(revoke).not.toHaveBeenCalledWith(signIn.tokens.refreshToken);
    await expect(events()).resolves.toEqual([['token.refresh_failed', 'session_revoked']]);
  });

  it('is refused all the same where that cannot be revoked', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    jest.spyOn(identity, 'revokeRefreshToken').mockRejectedValue(new Error('down'));
    await parts.here.endAll(signIn.identity.userId);
    await expect(refresh()).resolves.toEqual(refused('session_revoked'));
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('of an idle session is refused however often, and is no sign of theft', async () => {
    parts.clock.advance(31 * 60_000);
    await expect(refresh()).resolves.toEqual(refused('session_idle_timeout'));
    parts.clock.advance(2 * 60_000);
    await expect(refresh()).resolves.toEqual(refused('session_idle_timeout'));
    expect((await events()).map(([type]) => type)).not.toContain('token.reuse_detected');
  });

  it('of a disabled account is refused, whoever says that it is', async () => {
    await profiles.setStatus(signIn.identity.userId, 'DISABLED');
    await expect(refresh()).resolves.toEqual(refused('account_disabled'));
    jest.spyOn(identity, 'refresh').mockResolvedValue({ outcome: 'account_disabled' });
    await expect(refresh()).resolves.toEqual(refused('account_disabled'));
  });

  it('may be repeated within a minute', async () => {
    await rotated();
    parts.clock.advance(59_000);
    await rotated();
    await expect(check()).resolves.toBe('alive');
  });

  it('with a token that was exchanged long ago ends the session', async () => {
    await rotated();
    parts.clock.advance(61_000);
    await expect(refresh()).resolves.toEqual(refused('invalid_refresh_token'));
    await expect(check()).resolves.toBe('revoked');
    await expect(events()).resolves.toEqual([
      ['token.refreshed', 'SUCCESS'],
      ['token.reuse_detected', 'FAILURE'],
      ['token.refresh_failed', 'invalid_refresh_token'],
    ]);
  });

  it('with such a token ends the session also where Cognito calls it just invalid', async () => {
    await rotated();
    jest.spyOn(identity, 'refresh').mockResolvedValue({ outcome: 'invalid' });
    parts.clock.advance(59_000);
    await expect(refresh()).resolves.toEqual(refused('invalid_refresh_token'));
    await expect(check()).resolves.toBe('alive');
    parts.clock.advance(2_000);
    await refresh();
    await expect(check()).resolves.toBe('revoked');
  });

  it('with the newest token, refused by Cognito, leaves the session alone', async () => {
    jest.spyOn(identity, 'refresh').mockResolvedValue({ outcome: 'invalid' });
    parts.clock.advance(10 * 60_000);
    await expect(refresh()).resolves.toEqual(refused('invalid_refresh_token'));
    await expect(check()).resolves.toBe('alive');
  });

  it('with a token of unknown family is refused and on record', async () => {
    jest.spyOn(identity, 'refresh').mockResolvedValue({ outcome: 'reused' });
    await expect(refresh('unknown')).resolves.toEqual(refused('invalid_refresh_token'));
    expect((await events()).map(([type]) => type)).toEqual(['token.reuse_detected', 'token.refresh_failed']);
  });
});
