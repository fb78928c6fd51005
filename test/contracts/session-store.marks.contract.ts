import { randomUUID } from 'node:crypto';
import type { Session, SessionQuery } from '../../src/sessions/session.js';
import type { SessionStore } from '../../src/sessions/session-store.port.js';
import {
  ANNOUNCED_MS,
  NO_SIGN_OUT,
  withAnnouncement,
  withSignOut,
  withWithdrawal,
} from '../../src/sessions/sign-out-mark.js';
import { eventually } from '../support/eventually.js';

/** How the registry keeps sign-outs everywhere, and that its lists follow them. */
export function describeSignOutMarkContract(makeSubject: () => SessionStore): void {
  describe('changeMark', () => {
    const now = Date.now();
    let store: SessionStore;
    let userId: string;

    beforeEach(() => {
      store = makeSubject();
      userId = randomUUID();
    });

    const open = async (createdAt: number): Promise<Session> => {
      const opened = {
        sessionId: randomUUID(),
        userId,
        createdAt,
        lastSeenAt: now,
        ipAddress: '192.0.2.7',
        userAgent: 'Firefox',
        expiresAt: now + 86_400_000,
        endedAt: null,
      };
      await store.open(opened);
      return opened;
    };
    const living = async (query: Partial<SessionQuery> = {}): Promise<string[]> => {
      const { items } = await store.list(userId, { now, usedSince: 0, limit: 25, after: null, ...query });
      return items.map(({ sessionId }) => sessionId);
    };
    const markOf = async () => (await store.state(userId, randomUUID())).mark;
    const signOut = (at: number, spare: string | null = null) =>
      store.changeMark(userId, (mark) => withSignOut(mark, { at, spare }));

    it('keeps the mark, which every state of the user then tells', async () => {
      const kept = await signOut(now, 'spared');
      expect(kept).toEqual({ ...NO_SIGN_OUT, version: 1, validAfter: now, spare: 'spared' });
      await expect(markOf()).resolves.toEqual(kept);
      const { sessionId } = await open(now);
      await expect(store.state(userId, sessionId)).resolves.toMatchObject({ mark: kept });
      await expect(store.state(randomUUID(), sessionId)).resolves.toMatchObject({ mark: NO_SIGN_OUT });
    });

    it('keeps announcements, spared session and all', async () => {
      const announced = [
        { id: 'first', at: now, spare: null },
        { id: 'second', at: now, spare: 'spared' },
      ];
      for (const each of announced) await store.changeMark(userId, (mark) => withAnnouncement(mark, each));
      await expect(markOf()).resolves.toMatchObject({ version: 2, announced });
    });

    it('writes nothing where nothing changes', async () => {
      await expect(store.changeMark(userId, (mark) => mark)).resolves.toEqual(NO_SIGN_OUT);
      await expect(markOf()).resolves.toEqual(NO_SIGN_OUT);
    });

    it('loses no change of several at once', async () => {
      const ids = ['a', 'b', 'c', 'd'];
      await Promise.all(
        ids.map((id) =>
          store.changeMark(userId, (mark) => withAnnouncement(mark, { id, at: now, spare: null })),
        ),
      );
      const mark = await markOf();
      expect(mark.announced.map(({ id }) => id).sort()).toEqual(ids);
      expect(mark.version).toBe(4);
    });

    it('takes from the list what was opened at or before a sign-out, and nothing later', async () => {
      await open(now - 1);
      await open(now);
      const later = await open(now + 1);
      await signOut(now);
      await eventually(() => expect(living()).resolves.toEqual([later.sessionId]));
    });

    it('leaves the spared session in the list, at its place and on one page alone', async () => {
      const spared = await open(now - 5);
      await open(now - 4);
      const [older, newer] = [await open(now + 1), await open(now + 2)];
      await signOut(now, spared.sessionId);
      const expected = [newer, older, spared].map(({ sessionId }) => sessionId);
      await eventually(() => expect(living()).resolves.toEqual(expected));
      await expect(living({ limit: 2 })).resolves.toEqual(expected.slice(0, 2));
      const after = { createdAt: older.createdAt, sessionId: older.sessionId };
      await expect(living({ limit: 2, after })).resolves.toEqual([spared.sessionId]);
      const last = { createdAt: spared.createdAt, sessionId: spared.sessionId };
      await expect(living({ limit: 2, after: last })).resolves.toEqual([]);
    });

    it('does not list a spared session that ended otherwise', async () => {
      const spared = await open(now - 5);
      await signOut(now, spared.sessionId);
      await store.end(userId, spared.sessionId, now);
      await eventually(() => expect(living()).resolves.toEqual([]));
    });

    it('counts an announcement in the list when its time has run out', async () => {
      const opened = await open(now - 5);
      const announced = { id: 'reset', at: now, spare: null };
      await store.changeMark(userId, (mark) => withAnnouncement(mark, announced));
      await eventually(() => expect(living()).resolves.toEqual([opened.sessionId]));
      await expect(living({ now: now + ANNOUNCED_MS })).resolves.toEqual([]);
      await store.changeMark(userId, (mark) => withWithdrawal(mark, announced, now + 1));
      await expect(living({ now: now + ANNOUNCED_MS })).resolves.toEqual([opened.sessionId]);
    });
  });
}
