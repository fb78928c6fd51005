import { AuthParts, EMAIL, expectStatus, PASSWORD } from '../../test/fakes/auth-parts.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';
import type { Caller } from '../shared/caller.js';
import { CommonPasswords } from './common-passwords.js';
import { PasswordFlow } from './password.flow.js';
import { PasswordRules } from './password-rules.js';
import { SessionEnding } from './session-ending.js';

const NEW = 'brand-New-Horse-1';
/** Too short for the pool, and nothing that anybody else uses. */
const WEAK = 'vK9#tq2';
const STRANGER = 'eve@example.com';
/** Longer than an announced end of all sessions waits for its confirmation. */
const LONG = 60_000;

function flowOf(parts: AuthParts): PasswordFlow {
  const { passwords, identity, accounts, profiles, sessions, attempts, events } = parts;
  const ending = new SessionEnding(sessions, accounts);
  const rules = new PasswordRules(new CommonPasswords());
  return new PasswordFlow(passwords, identity, profiles, ending, rules, attempts, events);
}

describe('a forgotten password', () => {
  let parts: AuthParts;
  let flow: PasswordFlow;
  let caller: Caller;

  beforeEach(async () => {
    parts = new AuthParts({}, { passwordHistory: 1 });
    flow = flowOf(parts);
    await parts.newPerson();
    caller = await parts.signedIn();
    parts.clock.advance(1_000);
  });

  const reset = async (password = NEW, code?: string) => {
    await flow.forgot(EMAIL, ORIGIN);
    await flow.reset(EMAIL, code ?? parts.pool.codeFor(EMAIL), password, ORIGIN);
  };

  it('answers alike for whom there is and for whom there is not, and records both', async () => {
    const known = await flow.forgot(EMAIL, ORIGIN);
    const unknown = await flow.forgot(STRANGER, ORIGIN);
    expect(known).toEqual({ medium: 'EMAIL', destination: 'a***@e***.com' });
    expect(unknown).toEqual({ medium: 'EMAIL', destination: 'e***@e***.com' });
    const events = (await parts.audit.records()).slice(-2).map(({ event }) => event);
    expect(events.map(({ userId, outcome }) => [userId, outcome])).toEqual([
      [caller.userId, 'SUCCESS'],
      [null, 'FAILURE'],
    ]);
    expect(parts.pool.mails.filter(({ to }) => to === STRANGER)).toEqual([]);
  });

  it('is set anew with the code, ends every session here and in the pool, and is told', async () => {
    await reset();
    await expect(parts.sessionIds(caller.userId)).resolves.toEqual([]);
    expect(parts.pool.holderOf(caller.accessToken)).toBeUndefined();
    expect(parts.told).toEqual([`${EMAIL} password_reset`]);
    expect((await parts.recorded()).at(-1)).toBe('password.reset SUCCESS');
    parts.clock.advance(1_000);
    expectStatus(await parts.signIn(EMAIL, NEW), 'AUTHENTICATED');
    await expect(parts.sessionIds(caller.userId)).resolves.toHaveLength(1);
  });

  it.each([
    ['code_mismatch', NEW, '000'],
    ['password_policy_violation', WEAK, undefined],
    ['password_reused', PASSWORD, undefined],
  ])(
    'is refused with %s: the sessions go on, nobody is told, and it is on record',
    async (code, password, given) => {
      await expect(reset(password, given)).rejects.toHaveProperty('code', code);
      parts.clock.advance(LONG);
      await expect(parts.sessionIds(caller.userId)).resolves.toEqual([caller.sessionId]);
      expect(parts.told).toEqual([]);
      expect((await parts.recorded()).at(-1)).toBe(`password.reset ${code}`);
    },
  );

  it('says by its field what is wrong with the new password', async () => {
    await expect(reset(WEAK)).rejects.toHaveProperty('errors', [
      { field: 'newPassword', message: 'must be at least 8 characters long' },
    ]);
  });

  it('is not replaced by one that everybody uses or that names its owner, and the code still works', async () => {
    await parts.newPerson('grace@example.com');
    await flow.forgot('grace@example.com', ORIGIN);
    const code = parts.pool.codeFor('grace@example.com');
    for (const password of ['Password1!', 'Grace-9-trombone']) {
      await expect(flow.reset('grace@example.com', code, password, ORIGIN)).rejects.toMatchObject({
        code: 'password_policy_violation',
        errors: [{ field: 'newPassword' }],
      });
    }
    await flow.reset('grace@example.com', code, NEW, ORIGIN);
    expect(parts.user('grace@example.com').password).toBe(NEW);
  });

  it('cannot be reset with an old code', async () => {
    await flow.forgot(EMAIL, ORIGIN);
    parts.clock.advance(3_600_000);
    await expect(flow.reset(EMAIL, parts.pool.codeFor(EMAIL), NEW, ORIGIN)).rejects.toHaveProperty(
      'code',
      'code_expired',
    );
  });

  it('of an unknown account is refused like a wrong code, on record without a user', async () => {
    await expect(flow.reset(STRANGER, '123456', NEW, ORIGIN)).rejects.toHaveProperty('code', 'code_mismatch');
    expect((await parts.audit.records()).at(-1)?.event).toMatchObject({
      type: 'password.reset',
      outcome: 'FAILURE',
      userId: null,
      details: { account: 'e***@e***.com' },
    });
  });

  it('locks the account after five wrong codes, and then answers alike whatever the code', async () => {
    await flow.forgot(EMAIL, ORIGIN);
    const code = parts.pool.codeFor(EMAIL);
    const attempt = (given: string) => flow.reset(EMAIL, given, NEW, ORIGIN);
    for (let time = 0; time < 5; time += 1) {
      await expect(attempt('000')).rejects.toHaveProperty('code', 'code_mismatch');
    }
    expect((await parts.recorded()).slice(-2).toSorted()).toEqual([
      'login.locked account_locked',
      'password.reset code_mismatch',
    ]);
    const asked = jest.spyOn(parts.passwords, 'confirmReset');
    for (const given of ['000', code]) {
      await expect(attempt(given)).rejects.toMatchObject({ code: 'account_locked', retryAfterSeconds: 900 });
    }
    expect(asked).not.toHaveBeenCalled();
    parts.clock.advance(900_000);
    await attempt(code);
    expectStatus(await parts.signIn(EMAIL, NEW), 'AUTHENTICATED');
  });

  it('counts a code that was never sent, a cap of the pool and an unknown address alike', async () => {
    jest.spyOn(parts.passwords, 'confirmReset').mockResolvedValueOnce({ outcome: 'limited' });
    await expect(flow.reset(EMAIL, '000', NEW, ORIGIN)).rejects.toMatchObject({
      code: 'too_many_requests',
      retryAfterSeconds: 900,
    });
    for (let time = 0; time < 4; time += 1) {
      await expect(flow.reset(EMAIL, '000', NEW, ORIGIN)).rejects.toHaveProperty('code', 'code_expired');
    }
    for (let time = 0; time < 5; time += 1) {
      await expect(flow.reset(STRANGER, '000', NEW, ORIGIN)).rejects.toHaveProperty('code', 'code_mismatch');
    }
    for (const email of [EMAIL, STRANGER]) {
      await expect(flow.reset(email, '000', NEW, ORIGIN)).rejects.toHaveProperty('code', 'account_locked');
    }
  });

  it('counts nothing that was no guess', async () => {
    for (let time = 0; time < 6; time += 1) {
      await expect(reset(WEAK)).rejects.toHaveProperty('code', 'password_policy_violation');
    }
    await reset();
  });

  it.each(['code_expired', 'limited'] as const)(
    'is refused like any wrong code where sign-up is silent: %s',
    async (outcome) => {
      jest.spyOn(parts.passwords, 'confirmReset').mockResolvedValueOnce({ outcome });
      const refusal = flow.reset(EMAIL, '000', NEW, ORIGIN, 'silent');
      await expect(refusal).rejects.toMatchObject({ code: 'code_mismatch', retryAfterSeconds: undefined });
    },
  );

  it('ends the sessions also where nobody knows whether the pool has taken the new one', async () => {
    jest.spyOn(parts.passwords, 'confirmReset').mockRejectedValueOnce(new Error('the answer was lost'));
    await expect(reset()).rejects.toThrow('the answer was lost');
    expect((await parts.recorded()).at(-1)).toBe('password.reset outcome_unknown');
    await expect(parts.sessionIds(caller.userId)).resolves.toEqual([caller.sessionId]);
    parts.clock.advance(LONG);
    await expect(parts.sessionIds(caller.userId)).resolves.toEqual([]);
  });

  it('has ended the sessions before the pool is told to, so that a failure there changes nothing', async () => {
    jest.spyOn(parts.accounts, 'signOutEverywhere').mockRejectedValueOnce(new Error('down'));
    await expect(reset()).rejects.toThrow('down');
    await expect(parts.sessionIds(caller.userId)).resolves.toEqual([]);
    expect((await parts.audit.records()).at(-1)?.event).toMatchObject({
      type: 'password.reset',
      outcome: 'SUCCESS',
      userId: caller.userId,
      details: { sessionsEnd: 'unknown' },
    });
  });

  it('has not happened, and is not said to have, where the end of the sessions cannot be announced', async () => {
    jest.spyOn(parts.sessions, 'announceEndAll').mockRejectedValueOnce(new Error('down'));
    await expect(reset()).rejects.toThrow('down');
    expect((await parts.recorded()).at(-1)).toBe('password.reset_requested SUCCESS');
    expect(parts.user().password).toBe(PASSWORD);
  });
});

describe('a changed password', () => {
  let parts: AuthParts;
  let flow: PasswordFlow;
  let caller: Caller;
  let other: Caller;

  beforeEach(async () => {
    parts = new AuthParts({}, { passwordHistory: 1 });
    flow = flowOf(parts);
    await parts.newPerson();
    caller = await parts.signedIn();
    parts.clock.advance(1_000);
    other = await parts.signedIn();
    parts.clock.advance(1_000);
  });

  const change = (current = PASSWORD, next = NEW) => flow.change(caller, current, next);

  it('ends the other sessions and not this one, and is told and on record', async () => {
    await change();
    await expect(parts.sessionIds(caller.userId)).resolves.toEqual([caller.sessionId]);
    expect(parts.told).toEqual([`${EMAIL} password_changed`]);
    expect((await parts.audit.records()).at(-1)?.event).toMatchObject({
      type: 'password.changed',
      outcome: 'SUCCESS',
      sessionId: caller.sessionId,
    });
    expectStatus(await parts.signIn(EMAIL, NEW), 'AUTHENTICATED');
  });

  it.each([
    ['current_password_mismatch', 'wrong', NEW],
    ['password_policy_violation', PASSWORD, WEAK],
    ['password_reused', PASSWORD, PASSWORD],
  ])(
    'is refused with %s: every session goes on, nobody is told, and it is on record',
    async (code, current, next) => {
      await expect(change(current, next)).rejects.toHaveProperty('code', code);
      parts.clock.advance(LONG);
      await expect(parts.sessionIds(caller.userId)).resolves.toEqual([other.sessionId, caller.sessionId]);
      expect(parts.told).toEqual([]);
      expect((await parts.recorded()).at(-1)).toBe(`password.changed ${code}`);
    },
  );

  it('locks the account after five wrong current ones, for the sign-in as well', async () => {
    for (let time = 0; time < 5; time += 1) await change('wrong').catch(() => undefined);
    await expect(change()).rejects.toMatchObject({ code: 'account_locked', retryAfterSeconds: 900 });
    await expect(parts.lock.check(EMAIL)).rejects.toHaveProperty('code', 'account_locked');
    expect(await parts.recorded()).toContain('login.locked account_locked');
    await expect(parts.sessionIds(caller.userId)).resolves.toHaveLength(2);
  });

  it('is refused for a while where the pool itself takes no more', async () => {
    jest.spyOn(parts.passwords, 'change').mockResolvedValueOnce({ outcome: 'locked' });
    await expect(change()).rejects.toMatchObject({ code: 'account_locked', retryAfterSeconds: 60 });
  });

  it('is tried fifteen times in five minutes at most, from whatever address', async () => {
    for (let time = 0; time < 15; time += 1) await change(PASSWORD, WEAK).catch(() => undefined);
    await expect(change()).rejects.toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 300 });
  });

  it('ends the other sessions also where nobody knows whether the pool has taken it', async () => {
    jest.spyOn(parts.passwords, 'change').mockRejectedValueOnce(new Error('the answer was lost'));
    await expect(change()).rejects.toThrow('the answer was lost');
    expect((await parts.recorded()).at(-1)).toBe('password.changed outcome_unknown');
    parts.clock.advance(LONG);
    await expect(parts.sessionIds(caller.userId)).resolves.toEqual([caller.sessionId]);
  });

  it('needs a profile', async () => {
    await parts.profiles.delete(caller.userId);
    await expect(change()).rejects.toHaveProperty('code', 'not_found');
    expect(parts.user().password).toBe(PASSWORD);
  });
});
