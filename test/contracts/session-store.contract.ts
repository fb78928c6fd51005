import { randomUUID } from 'node:crypto';
import type { SessionStore } from '../../src/sessions/session-store.port.js';
import type { Session } from '../../src/sessions/session.js';
import { eventually } from './eventually.js';

const DAY_MS = 86_400_000;

export function describeSessionStoreContract(name: string, makeSubject: () => SessionStore): void {
  describe(`SessionStore ${name}`, () => {
    const now = Date.now();
    let store: SessionStore;
    let userId: string;

    const session = (changes: Partial<Session> = {}): Session => ({
      sessionId: randomUUID(),
      userId,
      createdAt: now,
      lastSeenAt: now,
      ipAddress: '192.0.2.7',
      userAgent: 'Firefox',
      expiresAt: now + DAY_MS,
      endedAt: null,
      ...changes,
    });
    const openSession = async (changes: Partial<Session> = {}): Promise<Session> => {
      const opened = session(changes);
      await store.open(opened);
      return opened;
    };
    const living = async (limit = 25): Promise<string[]> => {
      const sessions = await store.list(userId, now, limit);
      return sessions.map(({ sessionId }) => sessionId);
    };

    beforeEach(() => {
      store = makeSubject();
      userId = randomUUID();
    });

    describe('state', () => {
      it('knows nothing of a session it has not seen', async () => {
        await expect(store.state(userId, randomUUID())).resolves.toEqual({ session: null, validAfter: 0 });
      });

      it('gives back what was opened', async () => {
        const opened = await openSession();
        await expect(store.state(userId, opened.sessionId)).resolves.toEqual({
          session: opened,
          validAfter: 0,
        });
      });

      it('tells a sign-out everywhere also for a session not seen', async () => {
        await store.endAll(userId, now);
        await expect(store.state(userId, randomUUID())).resolves.toEqual({ session: null, validAfter: now });
      });
    });

    describe('open', () => {
      it('leaves a session that exists as it is', async () => {
        const opened = await openSession();
        await store.open({ ...opened, ipAddress: '198.51.100.1', createdAt: now + 5 });
        await expect(store.state(userId, opened.sessionId)).resolves.toMatchObject({ session: opened });
      });

      it('does not bring an ended session back', async () => {
        const opened = await openSession();
        await store.end(userId, opened.sessionId, now + 1, opened.expiresAt);
        await store.open(opened);
        await expect(store.state(userId, opened.sessionId)).resolves.toMatchObject({
          session: { endedAt: now + 1 },
        });
        await eventually(() => expect(living()).resolves.toEqual([]));
      });
    });

    describe('end', () => {
      it('ends a session and keeps what is known of it', async () => {
        const opened = await openSession();
        await expect(store.end(userId, opened.sessionId, now + 1, now + 9 * DAY_MS)).resolves.toBe(true);
        await expect(store.state(userId, opened.sessionId)).resolves.toEqual({
          session: { ...opened, endedAt: now + 1 },
          validAfter: 0,
        });
      });

      it('keeps the first end when repeated', async () => {
        const { sessionId, expiresAt } = await openSession();
        await store.end(userId, sessionId, now + 1, expiresAt);
        await expect(store.end(userId, sessionId, now + 2, expiresAt)).resolves.toBe(true);
        await expect(store.state(userId, sessionId)).resolves.toMatchObject({
          session: { endedAt: now + 1 },
        });
      });

      it('records an unknown session as ended, so that it can never be opened', async () => {
        const late = session();
        await expect(store.end(userId, late.sessionId, now, now + DAY_MS)).resolves.toBe(true);
        await store.open(late);
        await expect(store.state(userId, late.sessionId)).resolves.toMatchObject({
          session: { sessionId: late.sessionId, userId, endedAt: now, expiresAt: now + DAY_MS },
        });
        await eventually(() => expect(living()).resolves.toEqual([]));
      });

      it("refuses another user's session and leaves it alive", async () => {
        const opened = await openSession();
        await expect(store.end(randomUUID(), opened.sessionId, now, opened.expiresAt)).resolves.toBe(false);
        await expect(store.state(userId, opened.sessionId)).resolves.toMatchObject({ session: opened });
        await eventually(() => expect(living()).resolves.toEqual([opened.sessionId]));
      });

      it('wins over an opening at the same moment', async () => {
        const sessions = Array.from({ length: 10 }, () => session());
        await Promise.all(
          sessions.flatMap((each) => [
            store.open(each),
            store.end(userId, each.sessionId, now, each.expiresAt),
          ]),
        );
        const states = await Promise.all(sessions.map(({ sessionId }) => store.state(userId, sessionId)));
        expect(states.map((state) => state.session?.endedAt)).toEqual(sessions.map(() => now));
        await eventually(() => expect(living()).resolves.toEqual([]));
      });
    });

    describe('endAll', () => {
      it('ends what was opened at or before the moment and nothing later', async () => {
        await openSession({ createdAt: now - 1 });
        await openSession({ createdAt: now });
        const later = await openSession({ createdAt: now + 1 });
        await store.endAll(userId, now);
        await eventually(() => expect(living()).resolves.toEqual([later.sessionId]));
        await expect(store.state(userId, later.sessionId)).resolves.toEqual({
          session: later,
          validAfter: now,
        });
      });

      it('never goes back in time', async () => {
        await store.endAll(userId, now);
        await store.endAll(userId, now - 1_000);
        await expect(store.state(userId, randomUUID())).resolves.toMatchObject({ validAfter: now });
      });

      it('leaves other users alone', async () => {
        const opened = await openSession();
        await store.endAll(randomUUID(), now);
        await eventually(() => expect(living()).resolves.toEqual([opened.sessionId]));
      });
    });

    describe('touch', () => {
      it('moves the last use forward, never back', async () => {
        const { sessionId } = await openSession();
        await store.touch(sessionId, now + 60_000);
        await store.touch(sessionId, now + 30_000);
        await expect(store.state(userId, sessionId)).resolves.toMatchObject({
          session: { lastSeenAt: now + 60_000 },
        });
      });

      it('ignores a session that is ended', async () => {
        const { sessionId, expiresAt } = await openSession();
        await store.end(userId, sessionId, now, expiresAt);
        await store.touch(sessionId, now + 60_000);
        await expect(store.state(userId, sessionId)).resolves.toMatchObject({ session: { lastSeenAt: now } });
      });

      it('makes no record of a session it does not know', async () => {
        const sessionId = randomUUID();
        await store.touch(sessionId, now);
        await expect(store.state(userId, sessionId)).resolves.toMatchObject({ session: null });
      });
    });

    describe('list', () => {
      it('gives the living sessions of the user, newest first', async () => {
        const older = await openSession({ createdAt: now - 2_000 });
        const newest = await openSession({ createdAt: now });
        const middle = await openSession({ createdAt: now - 1_000 });
        await openSession({ userId: randomUUID() });
        await eventually(() => expect(store.list(userId, now, 25)).resolves.toEqual([newest, middle, older]));
      });

      it('leaves out the ended and the expired, however many come first', async () => {
        const oldest = await openSession({ createdAt: now - 9_000 });
        for (const age of [1, 2, 3]) await openSession({ createdAt: now - age, expiresAt: now });
        const ended = await openSession();
        await store.end(userId, ended.sessionId, now, ended.expiresAt);
        await eventually(() => expect(living(1)).resolves.toEqual([oldest.sessionId]));
      });

      it('stops at the limit', async () => {
        const opened: Session[] = [];
        for (const age of [0, 1, 2]) opened.push(await openSession({ createdAt: now - age }));
        await eventually(() =>
          expect(living(2)).resolves.toEqual(opened.slice(0, 2).map(({ sessionId }) => sessionId)),
        );
      });
    });
  });
}
