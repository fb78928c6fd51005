import { LocalAws } from '../support/local-aws.js';
import { OperatedPool } from '../support/operated-pool.js';
import { Operator, type OperatorResult } from '../support/operator.js';

const NOBODYS_ID = '7f0b1c1e-0000-4000-8000-000000000001';
const at = () => new Date().toISOString();

jest.setTimeout(120_000);

describe('npm run reconcile', () => {
  let aws: LocalAws;
  let pool: OperatedPool;

  const reconcile = (...args: string[]): Promise<OperatorResult> =>
    Operator.run(['reconcile', ...args], aws.env());
  /** What was found of a user, a line each. */
  const saidOf = ({ stdout }: OperatorResult, userId: string) =>
    stdout
      .split('\n')
      .filter((line) => line.startsWith(`user ${userId}: `))
      .map((line) => line.slice(`user ${userId}: `.length));

  beforeAll(async () => {
    aws = await LocalAws.start();
    pool = new OperatedPool(aws);
  });

  afterAll(() => aws.close());

  it('completes what crashes left, and a second run finds nothing to do', async () => {
    const { accounts, profiles } = pool;
    const whole = await pool.person();
    const bare = await pool.account({ role: 'HR', department: 'Engines' });
    await accounts.addToGroup(bare.userId, 'admin');
    const waiting = await pool.account();
    await profiles.create({ ...waiting, emailVerified: false }, 'UNCONFIRMED', at());
    const locked = await pool.person();
    await profiles.setStatus(locked.userId, 'DISABLED', at());
    const lockedThere = await pool.person();
    await accounts.disable(lockedThere.userId);
    const moved = await pool.person();
    await profiles.setEmail(moved.userId, 'former@example.com', at());
    const demoted = await pool.person();
    await profiles.addGroup(demoted.userId, 'admin', at());

    pool.watch();
    const dry = await reconcile('--dry-run');
    expect([dry.code, pool.changes()]).toEqual([2, []]);
    expect(saidOf(dry, bare.userId)).toEqual(['account without profile']);

    const first = await reconcile();
    expect([first.code, first.stdout.includes('@')]).toEqual([0, false]);
    expect(saidOf(first, whole.userId)).toEqual([]);
    expect(saidOf(first, bare.userId)).toEqual([
      'account without profile → profile made',
      'profile without a group that Cognito knows of (admin) → put into the profile',
    ]);
    // Its owner could have written the role, so it is none that nobody may choose.
    await expect(profiles.find(bare.userId)).resolves.toMatchObject({
      role: 'Employee',
      department: 'Engines',
      status: 'ACTIVE',
      groups: ['admin'],
      email: bare.email,
    });
    await expect(profiles.find(waiting.userId)).resolves.toMatchObject({
      status: 'ACTIVE',
      emailVerified: true,
    });
    await expect(accounts.find(locked.userId)).resolves.toMatchObject({ enabled: false });
    await expect(profiles.find(lockedThere.userId)).resolves.toMatchObject({ status: 'DISABLED' });
    await expect(profiles.find(moved.userId)).resolves.toMatchObject({ email: moved.email });
    await expect(profiles.find(demoted.userId)).resolves.toMatchObject({ groups: [] });
    const [event] = await pool.events({ userId: locked.userId });
    expect(event).toMatchObject({ type: 'admin.disable_user', actorId: null, details: { by: 'operator' } });

    pool.watch();
    const second = await reconcile();
    expect([second.code, pool.changes()]).toEqual([0, []]);
    expect(second.stdout).toBe('7 accounts and 7 profiles\n');
  });

  it('reports a profile without account, and erases it only when told', async () => {
    const { profiles } = pool;
    const gone = await pool.person();
    await pool.deleteAccount(gone.userId);
    const identity = { ...(await pool.account()), userId: NOBODYS_ID, emailVerified: true };
    await profiles.create(identity, 'DISABLED', at());

    const found = await reconcile();
    expect(found.code).toBe(2);
    for (const userId of [gone.userId, NOBODYS_ID]) {
      expect(saidOf(found, userId)).toEqual(['profile without account']);
      await expect(profiles.find(userId)).resolves.not.toBeNull();
    }
    pool.watch();
    const dry = await reconcile('--dry-run', '--delete-orphans');
    expect([dry.code, pool.changes()]).toEqual([2, []]);

    const told = await reconcile('--delete-orphans');
    expect([told.code, saidOf(told, NOBODYS_ID)]).toEqual([0, ['profile without account → erased']]);
    await expect(profiles.find(gone.userId)).resolves.toBeNull();
    await expect(profiles.find(NOBODYS_ID)).resolves.toBeNull();
    const [event] = await pool.events({ userId: gone.userId });
    expect(event).toMatchObject({ type: 'admin.erase_user', outcome: 'SUCCESS', actorId: null });
  });

  it('waits out a throttle, and goes through more than a page', async () => {
    for (let made = 0; made < 65; made += 5) {
      await Promise.all(Array.from({ length: 5 }, () => pool.account()));
    }
    let refusals = 2;
    aws.cognito.behave((operation) => {
      if (operation !== 'ListUsers' || refusals === 0) return 'forward';
      refusals -= 1;
      return 'throttle';
    });
    const { code, stdout } = await reconcile();
    aws.cognito.behave(() => 'forward');
    expect([code, refusals]).toEqual([0, 0]);
    expect(stdout).toContain('65 × account without profile → profile made');
    expect((await reconcile()).stdout).toMatch(/^(\d+) accounts and \1 profiles\n$/);
  });

  it('goes on after a kill in the middle', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => pool.account()));
    let writes = 0;
    const killed = new Promise<void>((resolve) => {
      aws.dynamodb.behave((operation) => {
        if (operation === 'PutItem') writes += 1;
        if (writes === 3) resolve();
        return writes < 3 ? 'forward' : 'hold';
      });
    });
    const operator = Operator.start(['reconcile'], aws.env());
    const end = operator.ended();
    await killed;
    operator.kill();
    await end;
    aws.dynamodb.behave(() => 'forward');
    expect((await reconcile()).code).toBe(0);
    const profiles = await Promise.all(people.map(({ userId }) => pool.profiles.find(userId)));
    expect(profiles).not.toContain(null);
  });

  it('says what it does not understand, and what is wrong with the configuration', async () => {
    const unknown = await reconcile('--force');
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      expect.stringMatching(/^Unknown option '--force'\.\n\nUsage: npm run reconcile/),
    ]);
    const help = await reconcile('--help');
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('--delete-orphans')]);
    const { code, stderr } = await Operator.run(['reconcile'], { ...aws.env(), SESSION_SECRET: 'short' });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^The configuration has a mistake:/)]);
  });
});
