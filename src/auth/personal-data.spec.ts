import { newEvent } from '../../test/fakes/audit-parts.js';
import { AuthParts, EMAIL } from '../../test/fakes/auth-parts.js';
import type { Caller } from '../shared/caller.js';
import { PersonalDataCollector } from './personal-data.js';

describe('all that is held on a person', () => {
  let parts: AuthParts;
  let collector: PersonalDataCollector;
  let caller: Caller;

  beforeEach(async () => {
    parts = new AuthParts();
    collector = new PersonalDataCollector(parts.factors, parts.sessions, parts.audit.log, parts.accounts);
    await parts.newPerson();
    caller = await parts.signedIn();
    await parts.newPerson('eve@example.com');
    await parts.signedIn('eve@example.com');
  });

  it('is the profile, the factors, the sessions and the activity, and none of anybody else', async () => {
    await parts.enrol(caller);
    parts.user().locale = 'de';
    const data = await collector.collect(caller);
    expect(data.profile).toMatchObject({ userId: caller.userId, email: EMAIL });
    expect(data.locale).toBe('de');
    expect(data.factors).toEqual([{ method: 'TOTP', enabled: true, preferred: true }]);
    expect(data.recoveryCodesLeft).toBe(10);
    expect(data.sessions.map(({ sessionId }) => sessionId)).toEqual([caller.sessionId]);
    expect(data.activity.map(({ type }) => type)).toEqual([
      'mfa.enrolled',
      'login.succeeded',
      'user.confirmed',
      'user.registered',
    ]);
    expect(JSON.stringify(data)).not.toContain('eve');
  });

  it('holds every event, however many there are', async () => {
    for (let number = 0; number < 230; number += 1) {
      await parts.audit.trail.record(newEvent({ userId: caller.userId, details: { number } }));
    }
    const { activity } = await collector.collect(caller);
    expect(activity).toHaveLength(233);
    expect(new Set(activity.map(({ id }) => id)).size).toBe(233);
    expect(activity[0]?.details['number']).toBe(229);
  });

  it('does not say where an administrator was who acted on the person', async () => {
    await parts.audit.trail.record(
      newEvent({ type: 'admin.read_user', userId: caller.userId, actorId: 'the admin', sessionId: 'theirs' }),
    );
    const [event] = (await collector.collect(caller)).activity;
    expect(event).toMatchObject({ type: 'admin.read_user', ipAddress: '', userAgent: '', sessionId: null });
  });

  it('holds no secret', async () => {
    const { secret, recoveryCodes } = await parts.enrol(caller);
    const text = JSON.stringify(await collector.collect(caller));
    const { password } = parts.user();
    for (const value of [secret, password, caller.accessToken, ...recoveryCodes])
      expect(text).not.toContain(value);
  });

  it('is nothing for somebody who has no profile', async () => {
    await parts.profiles.delete(caller.userId);
    await expect(collector.collect(caller)).rejects.toHaveProperty('code', 'not_found');
  });
});
