import { AuthParts, EMAIL, expectStatus } from '../../test/fakes/auth-parts.js';
import type { Caller } from '../shared/caller.js';
import { ErasureFlow } from './erasure.flow.js';

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
  let flow: ErasureFlow;
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
    const { accounts, profiles, sessions, recoveryCodes, ownTotp, events } = parts;
    flow = new ErasureFlow(accounts, profiles, sessions, recoveryCodes, ownTotp, events);
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
    await flow.eraseOwn(caller);
    expect(taken).toEqual(STEPS);
    await expectNothingLeft();
  });

  it('is told to the address that the account had, and stays in the trail', async () => {
    await flow.eraseOwn(caller);
    expect(parts.told).toEqual([`${EMAIL} account_erased`]);
    expect((await parts.audit.records()).at(-1)?.event).toMatchObject({
      type: 'user.erased',
      userId: caller.userId,
      actorId: caller.userId,
    });
  });

  it('does not begin where it cannot be put on record', async () => {
    failing = 'audit.append';
    await expect(flow.eraseOwn(caller)).rejects.toThrow('audit.append failed');
    expect(taken).toEqual([]);
    expectStatus(await parts.signIn(), 'MFA_REQUIRED');
  });

  it.each(STEPS.slice(1))(
    'can be repeated after a failure of %s, and nothing is told before it is done',
    async (step) => {
      failing = step;
      await expect(flow.eraseOwn(caller)).rejects.toThrow(`${step} failed`);
      expect(parts.told).toEqual([]);
      await expect(parts.profileStore.find(caller.userId)).resolves.not.toBeNull();
      failing = undefined;
      await flow.eraseOwn(caller);
      await expectNothingLeft();
      expect(parts.told).toEqual([`${EMAIL} account_erased`]);
    },
  );

  it('keeps the person out from the second step on, whatever follows', async () => {
    failing = 'sessions.changeMark';
    await expect(flow.eraseOwn(caller)).rejects.toThrow('failed');
    await expect(parts.profiles.get(caller.userId)).resolves.toMatchObject({ status: 'DISABLED' });
  });
});
