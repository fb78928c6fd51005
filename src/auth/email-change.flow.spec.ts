import { AuthParts, EMAIL, expectStatus } from '../../test/fakes/auth-parts.js';
import type { Caller } from '../shared/caller.js';
import { EmailChangeFlow } from './email-change.flow.js';

const NEW = 'lovelace@example.org';

function flowOf({ identity, accounts, profiles, attempts, events }: AuthParts): EmailChangeFlow {
  return new EmailChangeFlow(identity, accounts, profiles, attempts, events);
}

describe('changing the address', () => {
  let parts: AuthParts;
  let flow: EmailChangeFlow;
  let caller: Caller;

  beforeEach(async () => {
    parts = new AuthParts();
    flow = flowOf(parts);
    await parts.newPerson();
    caller = await parts.signedIn();
  });

  const profile = () => parts.profiles.get(caller.userId);

  it('sends a code to the new address, tells the old one, and changes nothing yet', async () => {
    await flow.start(caller, NEW);
    expect(parts.pool.mails.at(-1)).toMatchObject({ to: NEW, purpose: 'verify-email' });
    expect(parts.told).toEqual([`${EMAIL} email_change_requested`]);
    await expect(profile()).resolves.toMatchObject({ email: EMAIL, emailVerified: true });
    expectStatus(await parts.signIn(EMAIL), 'AUTHENTICATED');
    expect(await parts.recorded()).toContain('email.change_requested SUCCESS');
  });

  it('sends no more than five codes an hour for one person, to whatever addresses', async () => {
    for (let time = 0; time < 5; time += 1) await flow.start(caller, `stranger${time}@example.org`);
    const mails = parts.pool.mails.length;
    await expect(flow.start(caller, NEW)).rejects.toHaveProperty('code', 'too_many_requests');
    expect(parts.pool.mails).toHaveLength(mails);
  });

  it('locks the account after five wrong codes, and then takes no code at all', async () => {
    await flow.start(caller, NEW);
    for (let time = 0; time < 5; time += 1) {
      await expect(flow.verify(caller, '000')).rejects.toHaveProperty('code', 'code_mismatch');
    }
    for (const code of ['000', parts.pool.codeFor(NEW)]) {
      await expect(flow.verify(caller, code)).rejects.toHaveProperty('code', 'account_locked');
    }
    await expect(profile()).resolves.toMatchObject({ email: EMAIL });
  });

  it('takes place with the code, and is told to the old address', async () => {
    await flow.start(caller, NEW);
    const changed = await flow.verify(caller, parts.pool.codeFor(NEW));
    expect(changed).toMatchObject({ email: NEW, emailVerified: true });
    await expect(profile()).resolves.toEqual(changed);
    expect(parts.told.at(-1)).toBe(`${EMAIL} email_changed`);
    expect((await parts.recorded()).at(-1)).toBe('email.changed SUCCESS');
    expectStatus(await parts.signIn(NEW), 'AUTHENTICATED');
    await expect(parts.signIn(EMAIL)).resolves.toHaveProperty('code', 'invalid_credentials');
  });

  it('to one that is taken is answered alike; its owner is told, and no code will do', async () => {
    await parts.newPerson('eve@example.com');
    const mails = parts.pool.mails.length;
    await expect(flow.start(caller, 'eve@example.com')).resolves.toBeUndefined();
    expect(parts.pool.mails).toHaveLength(mails);
    expect(parts.told).toEqual([`eve@example.com account_exists`, `${EMAIL} email_change_requested`]);
    expect((await parts.recorded()).at(-1)).toBe('email.change_requested FAILURE');
    await expect(flow.verify(caller, '123456')).rejects.toHaveProperty('code', 'code_expired');
  });

  it('to one that was taken in the meantime is refused like a wrong code', async () => {
    await flow.start(caller, NEW);
    const code = parts.pool.codeFor(NEW);
    await parts.newPerson(NEW);
    await expect(flow.verify(caller, code)).rejects.toHaveProperty('code', 'code_mismatch');
    expect((await parts.recorded()).at(-1)).toBe('email.changed taken');
    await expect(profile()).resolves.toMatchObject({ email: EMAIL });
  });

  it.each([EMAIL, EMAIL.toUpperCase()])('to %s, the one that it is, is refused', async (email) => {
    await expect(flow.start(caller, email)).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'newEmail' }],
    });
    expect(parts.told).toEqual([]);
  });

  it('is refused with a wrong or an old code, on record', async () => {
    await flow.start(caller, NEW);
    await expect(flow.verify(caller, 'wrong')).rejects.toHaveProperty('code', 'code_mismatch');
    expect((await parts.recorded()).at(-1)).toBe('email.changed code_mismatch');
    parts.clock.advance(25 * 3_600_000);
    await expect(flow.verify(caller, parts.pool.codeFor(NEW))).rejects.toHaveProperty('code', 'code_expired');
    await expect(profile()).resolves.toMatchObject({ email: EMAIL });
  });

  it('is made up for by the next sign-in where the profile could not be written', async () => {
    await flow.start(caller, NEW);
    jest.spyOn(parts.profileStore, 'setEmail').mockRejectedValueOnce(new Error('down'));
    await expect(flow.verify(caller, parts.pool.codeFor(NEW))).rejects.toThrow('down');
    const { profile: mended } = expectStatus(await parts.signIn(NEW), 'AUTHENTICATED');
    expect(mended).toMatchObject({ email: NEW, emailVerified: true });
  });
});
