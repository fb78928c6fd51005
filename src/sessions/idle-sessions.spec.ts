import { ORIGIN, SessionsParts } from '../../test/fakes/sessions-parts.js';

const SECOND = 1_000;
const IDLE = 30 * SECOND;

describe('a session that is not used', () => {
  let parts: SessionsParts;

  beforeEach(async () => {
    jest.useFakeTimers();
    parts = new SessionsParts({ SESSION_IDLE_MINUTES: '0.5' });
    await parts.here.open('ada', 's', ORIGIN);
  });
  afterEach(() => jest.useRealTimers());

  it('lives to the last moment of the idle time and not longer', async () => {
    await parts.pass(IDLE);
    await expect(parts.check('s')).resolves.toBe('alive');
    await parts.pass(IDLE + 1);
    await expect(parts.check('s')).resolves.toBe('idle');
  });

  it('stays idle, here and elsewhere, however often it is tried', async () => {
    await parts.pass(IDLE + 1);
    for (let i = 0; i < 20; i += 1) {
      await expect(parts.check('s')).resolves.toBe('idle');
      await expect(parts.check('s', parts.elsewhere)).resolves.toBe('idle');
      await parts.pass(SECOND);
    }
  });

  it('is refused although it was alive when it was read a moment ago', async () => {
    await parts.pass(IDLE - SECOND);
    await parts.here.checkNow('ada', 's', parts.authTime(), ORIGIN);
    const instance = parts.instance();
    await parts.pass(10 * SECOND);
    await expect(parts.check('s', instance)).resolves.toBe('alive');
    await parts.pass(IDLE + 1);
    await expect(parts.check('s', instance)).resolves.toBe('idle');
  });

  it('never times out while it is used, however the uses fall on the instances', async () => {
    for (let i = 0; i < 40; i += 1) {
      await parts.pass((i % 2 === 0 ? 29 : 1) * SECOND);
      await expect(parts.check('s', i % 3 === 0 ? parts.elsewhere : parts.here)).resolves.toBe('alive');
    }
  });

  it('is told to the registry every quarter of the idle time at most', async () => {
    const touch = jest.spyOn(parts.store, 'touch');
    for (let i = 0; i < 30; i += 1) {
      await parts.pass(SECOND);
      await parts.check('s');
    }
    expect(touch.mock.calls.length).toBeGreaterThan(2);
    expect(touch.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('costs a flood of requests one read in four seconds', async () => {
    await parts.pass(IDLE + 1);
    const state = jest.spyOn(parts.store, 'state');
    for (let i = 0; i < 50; i += 1) await parts.check('s');
    expect(state).toHaveBeenCalledTimes(1);
  });

  it('is not in the list', async () => {
    await expect(parts.here.list('ada')).resolves.toMatchObject({ items: [{ sessionId: 's' }] });
    await parts.pass(IDLE + 1);
    await expect(parts.here.list('ada')).resolves.toMatchObject({ items: [] });
  });

  it('is not kept alive by somebody who only speaks of it', async () => {
    await parts.pass(20 * SECOND);
    await expect(parts.here.look('ada', 's')).resolves.toBe('alive');
    await parts.pass(11 * SECOND);
    await expect(parts.here.look('ada', 's')).resolves.toBe('idle');
  });

  it('counts a refresh as a use', async () => {
    await parts.pass(20 * SECOND);
    await expect(parts.here.checkNow('ada', 's', parts.authTime(), ORIGIN)).resolves.toBe('alive');
    await parts.pass(20 * SECOND);
    await expect(parts.check('s', parts.elsewhere)).resolves.toBe('alive');
  });

  it('loses no use to a shutdown', async () => {
    await parts.pass(SECOND);
    await parts.check('s');
    await parts.here.beforeApplicationShutdown();
    await expect(parts.store.state('ada', 's')).resolves.toMatchObject({
      session: { lastSeenAt: parts.clock.now() },
    });
  });

  it('goes by its sign-in where the registry has not seen it', async () => {
    const check = (authTime: number) => parts.here.check('ada', `unseen-${authTime}`, authTime, ORIGIN);
    await expect(check(parts.authTime(IDLE - SECOND))).resolves.toBe('alive');
    await expect(check(parts.authTime(IDLE + SECOND))).resolves.toBe('idle');
  });

  it('lives on where there is no idle time', async () => {
    const unlimited = new SessionsParts();
    await unlimited.here.open('ada', 's', ORIGIN);
    unlimited.clock.advance(20 * 86_400_000);
    await expect(unlimited.check('s')).resolves.toBe('alive');
  });
});
