import { AuthParts, EMAIL, expectStatus } from '../../test/fakes/auth-parts.js';
import { FakeIdentityAdministration } from '../../test/fakes/fake-identity-administration.js';
import { InMemoryAdminDepartures } from '../../test/fakes/in-memory-admin-departures.js';
import type { Caller } from '../shared/caller.js';
import { AdminSafeguard } from './admin-safeguard.js';
import { ErasureFlow } from './erasure.flow.js';
import { OwnErasureFlow } from './own-erasure.flow.js';

/** The steps in their order, by the names that the ports give them. */
const STEPS = [
  'audit.append',
  'profiles.setStatus',
  'sessions.changeMark',
  'accounts.erase',
  'codes.remove',
  'apps.remove',
  'profiles.delete',
] as const;

describe('the end of an account', () => {
  let parts: AuthParts;
  let administration: FakeIdentityAdministration;
  let flow: OwnErasureFlow;
  let caller: Caller;
  let taken: string[];
  let failing: string | undefined;

  /** Notes each call, and lets the step fail that is to fail. */
  const watch = <K extends string>(
    name: string,
    port: Record<K, (...args: never[]) => Promise<unknown>>,
    method: K,
  ) => {
    const original = port[method].bind(port);
    port[method] = async (...args: never[]) => {
      const step = `${name}.${method}`;
      if (step === failing) throw new Error(`${step} failed`);
      taken.push(step);
      return original(...args);
    };
  };

  beforeEach(async () => {
    parts = new AuthParts();
    const { accounts, profiles, sessions, recoveryCodes, ownTotp, events, settings, clock } = parts;
    const erasure = new ErasureFlow(accounts, profiles, sessions, recoveryCodes, ownTotp);
    administration = new FakeIdentityAdministration(parts.pool);
    const safeguard = new AdminSafeguard(administration, new InMemoryAdminDepartures(), settings, clock);
    flow = new OwnErasureFlow(profiles, safeguard, erasure, events);
    await parts.newPerson();
    caller = await parts.signedIn();
    await parts.enrol(caller);
    parts.notifier.sent.length = 0;
    taken = [];
    failing = undefined;
    watch('audit', parts.sink, 'append');
    watch('profiles', parts.profileStore, 'setStatus');
    watch('sessions', parts.sessionStore, 'changeMark');
    watch('accounts', parts.accounts, 'erase');
    watch('codes', parts.codeStore, 'remove');
    watch('apps', parts.ownTotpStore, 'remove');
    watch('profiles', parts.profileStore, 'delete');
  });

  const expectNothingLeft = async () => {
    expect(parts.pool.find(EMAIL)).toBeUndefined();
    await expect(parts.profileStore.find(caller.userId)).resolves.toBeNull();
    await expect(parts.codeStore.find(caller.userId)).resolves.toBeNull();
    await expect(parts.sessionIds(caller.userId)).resolves.toEqual([]);
    await expect(parts.signIn()).resolves.toHaveProperty('code', 'invalid_credentials');
  };

  it('is on record first, refuses the person before anything is erased, and takes the profile last', async () => {
    await flow.erase(caller);
    expect(taken).toEqual(STEPS);
    await expectNothingLeft();
  });

  it('is told to the address that the account had, and stays in the trail', async () => {
    await flow.erase(caller);
    expect(parts.told).toEqual([`${EMAIL} account_erased`]);
    expect((await parts.audit.records()).at(-1)?.event).toMatchObject({
      type: 'user.erased',
      userId: caller.userId,
      actorId: caller.userId,
    });
  });

  it('does not begin where it cannot be put on record', async () => {
    failing = 'audit.append';
    await expect(flow.erase(caller)).rejects.toThrow('audit.append failed');
    expect(taken).toEqual([]);
    expectStatus(await parts.signIn(), 'MFA_REQUIRED');
  });

  it.each(STEPS.slice(1))(
    'can be repeated after a failure of %s, and nothing is told before it is done',
    async (step) => {
      failing = step;
      await expect(flow.erase(caller)).rejects.toThrow(`${step} failed`);
      expect(parts.told).toEqual([]);
      await expect(parts.profileStore.find(caller.userId)).resolves.not.toBeNull();
      failing = undefined;
      await flow.erase(caller);
      await expectNothingLeft();
      expect(parts.told).toEqual([`${EMAIL} account_erased`]);
    },
  );

  it('keeps the person out from the second step on, whatever follows', async () => {
    failing = 'sessions.changeMark';
    await expect(flow.erase(caller)).rejects.toThrow('failed');
    await expect(parts.profiles.get(caller.userId)).resolves.toMatchObject({ status: 'DISABLED' });
  });

  describe('of an administrator', () => {
    const OTHER = 'bob@example.com';
    let other: Caller;

    beforeEach(async () => {
      await parts.newPerson(OTHER);
      other = await parts.signedIn(OTHER);
      await administration.createGroup('admin', null);
      await administration.addToGroup(caller.userId, 'admin');
      taken = [];
    });

    const expectRefused = async (who: Caller) => {
      await expect(flow.erase(who)).rejects.toHaveProperty('code', 'last_admin');
      expect((await parts.recorded()).at(-1)).toBe('user.erased last_admin');
      await expect(parts.profiles.get(who.userId)).resolves.toMatchObject({ status: 'ACTIVE' });
    };

    it('is refused, on record, where nobody else would be left', async () => {
      await expectRefused(caller);
      expect(taken).toEqual(['audit.append']);
    });

    it('is refused where the only other one is disabled', async () => {
      await administration.addToGroup(other.userId, 'admin');
      await administration.disable(other.userId);
      await expectRefused(caller);
    });

    it('is done where another one stays, who is the last one then', async () => {
      await administration.addToGroup(other.userId, 'admin');
      await flow.erase(caller);
      await expectNothingLeft();
      await expectRefused(other);
    });

    it('is done for one of two who go at once', async () => {
      await administration.addToGroup(other.userId, 'admin');
      const gone = await Promise.allSettled([flow.erase(caller), flow.erase(other)]);
      expect(gone.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });
});
