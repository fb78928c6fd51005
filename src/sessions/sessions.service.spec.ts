import { ORIGIN, SessionsParts } from '../../test/fakes/sessions-parts.js';
import { ANNOUNCED_MS } from './sign-out-mark.js';

const FRESH = 5_000;

describe('sessions', () => {
  let parts: SessionsParts;

  beforeEach(() => {
    jest.useFakeTimers();
    parts = new SessionsParts();
  });
  afterEach(() => jest.useRealTimers());

  const open = async (sessionId: string): Promise<void> => {
    await parts.here.open('ada', sessionId, ORIGIN);
    parts.clock.advance(10);
  };
  const checkAll = (...ids: string[]) => Promise.all(ids.map((id) => parts.check(id)));

  describe('check', () => {
    it('asks the registry once for many uses within four seconds', async () => {
      await open('s');
      const state = jest.spyOn(parts.store, 'state');
      for (let i = 0; i < 30; i += 1) {
        await expect(parts.check('s')).resolves.toBe('alive');
        await parts.pass(100);
      }
      expect(state).toHaveBeenCalledTimes(1);
    });

    it('does not take a session for that of another user', async () => {
      await open('s');
      await expect(parts.here.check('eve', 's', parts.authTime(), ORIGIN)).resolves.toBe('revoked');
    });

    it('counts its four seconds from when the registry was asked', async () => {
      await open('s');
      const { state } = parts.store;
      let release = (): void => undefined;
      jest.spyOn(parts.store, 'state').mockImplementationOnce(async (userId, sessionId) => {
        const answer = await state.call(parts.store, userId, sessionId);
        await new Promise<void>((resolve) => (release = resolve));
        return answer;
      });
      const slow = parts.check('s', parts.elsewhere);
      await parts.pass(3_000);
      await parts.here.end('ada', 's');
      release();
      await expect(slow).resolves.toBe('alive');
      await parts.pass(2_000);
      await expect(parts.check('s', parts.elsewhere)).resolves.toBe('revoked');
    });
  });

  describe('end', () => {
    it('is seen at once here and within five seconds elsewhere', async () => {
      await open('s');
      await Promise.all([parts.check('s'), parts.check('s', parts.elsewhere)]);
      await expect(parts.here.end('ada', 's')).resolves.toBe(true);
      await expect(parts.check('s')).resolves.toBe('revoked');
      await parts.pass(FRESH);
      await expect(parts.check('s', parts.elsewhere)).resolves.toBe('revoked');
    });

    it("does nothing to a stranger's session or an unknown one", async () => {
      await open('s');
      await expect(parts.here.end('eve', 's')).resolves.toBe(false);
      await expect(parts.here.end('ada', 'unknown')).resolves.toBe(false);
      await expect(parts.check('s')).resolves.toBe('alive');
    });
  });

  describe('endAll', () => {
    it('ends them all, at once here and within five seconds elsewhere', async () => {
      await open('a');
      await open('b');
      await Promise.all([checkAll('a', 'b'), parts.check('a', parts.elsewhere)]);
      await parts.here.endAll('ada');
      await expect(checkAll('a', 'b')).resolves.toEqual(['revoked', 'revoked']);
      await parts.pass(FRESH);
      await expect(parts.check('a', parts.elsewhere)).resolves.toBe('revoked');
    });

    it('is not forgotten here by a state that was read before and arrives after', async () => {
      await open('s');
      const { state } = parts.store;
      jest.spyOn(parts.store, 'state').mockImplementationOnce(async (userId, sessionId) => {
        const answer = await state.call(parts.store, userId, sessionId);
        await parts.here.endAll('ada');
        return answer;
      });
      await expect(parts.check('s')).resolves.toBe('revoked');
    });

    it('lets the spared session go on, until one that spares none', async () => {
      await open('mine');
      await open('other');
      await parts.here.endAll('ada', { spare: 'mine' });
      await expect(checkAll('mine', 'other')).resolves.toEqual(['alive', 'revoked']);
      const { items } = await parts.here.list('ada');
      expect(items.map(({ sessionId }) => sessionId)).toEqual(['mine']);
      parts.clock.advance(10);
      await parts.elsewhere.endAll('ada');
      await parts.pass(FRESH);
      await expect(checkAll('mine', 'other')).resolves.toEqual(['revoked', 'revoked']);
    });

    it('leaves what is opened after it, and other people', async () => {
      await open('old');
      await parts.here.open('eve', 'hers', ORIGIN);
      await parts.here.endAll('ada');
      parts.clock.advance(1);
      await open('new');
      await expect(checkAll('old', 'new')).resolves.toEqual(['revoked', 'alive']);
      await expect(parts.here.check('eve', 'hers', parts.authTime(), ORIGIN)).resolves.toBe('alive');
    });

    it('ends a sign-in that began before it and was finished after it', async () => {
      const began = parts.clock.now();
      parts.clock.advance(1_000);
      await parts.here.endAll('ada');
      parts.clock.advance(1_000);
      await parts.here.open('ada', 'late', ORIGIN, began);
      await expect(parts.check('late')).resolves.toBe('revoked');
    });
  });

  describe('announceEndAll', () => {
    it('ends nothing until it is confirmed', async () => {
      await open('s');
      const announced = await parts.here.announceEndAll('ada');
      await expect(parts.check('s')).resolves.toBe('alive');
      await parts.here.confirmEndAll(announced);
      await expect(parts.check('s')).resolves.toBe('revoked');
    });

    it('ends nothing when it is withdrawn', async () => {
      await open('s');
      await parts.here.withdrawEndAll(await parts.here.announceEndAll('ada'));
      await parts.pass(2 * ANNOUNCED_MS);
      await expect(parts.check('s')).resolves.toBe('alive');
    });

    it('counts on every instance when the one that announced it dies', async () => {
      await open('old');
      await parts.here.announceEndAll('ada');
      parts.clock.advance(10);
      await open('new');
      await parts.pass(ANNOUNCED_MS - 100);
      await expect(parts.check('old', parts.elsewhere)).resolves.toBe('alive');
      await parts.pass(200);
      await expect(parts.check('old', parts.elsewhere)).resolves.toBe('revoked');
      await expect(parts.check('new', parts.elsewhere)).resolves.toBe('alive');
    });

    it('spares a session where it is told to', async () => {
      await open('mine');
      await open('other');
      await parts.here.confirmEndAll(await parts.here.announceEndAll('ada', { spare: 'mine' }));
      await expect(checkAll('mine', 'other')).resolves.toEqual(['alive', 'revoked']);
    });
  });
});
