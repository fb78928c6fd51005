import { AuthParts, EMAIL } from '../../test/fakes/auth-parts.js';
import type { Caller } from '../shared/caller.js';
import { SignOutFlow } from './sign-out.flow.js';

describe('signing out', () => {
  let parts: AuthParts;
  let flow: SignOutFlow;
  let caller: Caller;
  let other: Caller;

  beforeEach(async () => {
    parts = new AuthParts();
    flow = new SignOutFlow(parts.sessions, parts.identity, parts.accounts, parts.audit.trail);
    await parts.newPerson();
    caller = await parts.signedIn();
    parts.clock.advance(1_000);
    other = await parts.signedIn();
    parts.clock.advance(1_000);
  });

  const alive = () => parts.sessionIds(caller.userId);
  const last = async () => (await parts.audit.records()).at(-1)?.event;

  it('ends this session alone, on record', async () => {
    await flow.logout(caller, undefined);
    await expect(alive()).resolves.toEqual([other.sessionId]);
    await expect(last()).resolves.toMatchObject({
      type: 'logout',
      outcome: 'SUCCESS',
      sessionId: caller.sessionId,
    });
  });

  it('revokes the refresh token that is sent in', async () => {
    const outcome = await parts.signIn();
    if (outcome.status !== 'AUTHENTICATED') throw new Error(outcome.status);
    const { refreshToken } = outcome.tokens;
    await flow.logout(caller, refreshToken);
    await expect(parts.identity.refresh(refreshToken)).resolves.toEqual({ outcome: 'invalid' });
  });

  it('has ended the session although the pool could not be told, and says so', async () => {
    jest.spyOn(parts.identity, 'revokeRefreshToken').mockRejectedValueOnce(new Error('down'));
    await expect(flow.logout(caller, 'token')).rejects.toThrow('down');
    await expect(alive()).resolves.toEqual([other.sessionId]);
    await expect(last()).resolves.toMatchObject({
      outcome: 'FAILURE',
      details: { reason: 'internal_error' },
    });
  });

  it('everywhere ends every session here and in the pool', async () => {
    await flow.logoutAll(caller);
    await expect(alive()).resolves.toEqual([]);
    expect(parts.pool.holderOf(other.accessToken)).toBeUndefined();
    await expect(last()).resolves.toMatchObject({ type: 'logout.all', outcome: 'SUCCESS' });
  });

  it('everywhere has ended the sessions although the pool could not be told', async () => {
    jest.spyOn(parts.accounts, 'signOutEverywhere').mockRejectedValueOnce(new Error('down'));
    await expect(flow.logoutAll(caller)).rejects.toThrow('down');
    await expect(alive()).resolves.toEqual([]);
  });

  it('of one session ends that one', async () => {
    await flow.endOne(caller, other.sessionId);
    await expect(alive()).resolves.toEqual([caller.sessionId]);
    await expect(last()).resolves.toMatchObject({ type: 'session.revoked', sessionId: other.sessionId });
  });

  it("of somebody else's session, or of none, ends nothing, on record", async () => {
    await parts.newPerson('eve@example.com');
    const stranger = await parts.signedIn('eve@example.com');
    for (const sessionId of [stranger.sessionId, 'unknown']) {
      await expect(flow.endOne(caller, sessionId)).rejects.toHaveProperty('code', 'not_found');
      await expect(last()).resolves.toMatchObject({ outcome: 'FAILURE', userId: parts.user(EMAIL).userId });
    }
    await expect(parts.sessionIds(stranger.userId)).resolves.toEqual([stranger.sessionId]);
  });
});
