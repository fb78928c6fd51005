import { randomUUID } from 'node:crypto';
import type { SessionStore } from '../../src/sessions/session-store.port.js';
import type { Session, SessionPage, SessionQuery } from '../../src/sessions/session.js';
import { NO_SIGN_OUT } from '../../src/sessions/sign-out-mark.js';
import { eventually } from '../support/eventually.js';
import { describeSignOutMarkContract } from './session-store.marks.contract.js';

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
    const page = (query: Partial<SessionQuery> = {}): Promise<SessionPage> =>
      store.list(userId, { now, usedSince: 0, limit: 25, after: null, ...query });
    const living = async (query: Partial<SessionQuery> = {}): Promise<string[]> => {
      const { items } = await page(query);
      return items.map(({ sessionId }) => sessionId);
    };

    beforeEach(() => {
      store = makeSubject();
      userId = randomUUID();
    });

    describe('state', () => {
      it('knows nothing of a session it has not seen', async () => {
        await expect(store.state(userId, randomUUID())).resolves.toEqual({
          session: null,
          mark: NO_SIGN_OUT,
        });
      });

      it('gives back what was opened', async () => {
        const opened = await openSession();
        await expect(store.state(userId, opened.sessionId)).resolves.toEqual({
          session: opened,
          mark: NO_SIGN_OUT,
        });
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
        await store.end(userId, opened.sessionId, now + 1);
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
        await expect(store.end(userId, opened.sessionId, now + 1)).resolves.toBe(true);
        await expect(store.state(userId, opened.sessionId)).resolves.toEqual({
          session: { ...opened, endedAt: now + 1 },
          mark: NO_SIGN_OUT,
        });
      });

      it('keeps the first end when repeated', async () => {
        const { sessionId } = await openSession();
        await store.end(userId, sessionId, now + 1);
        await expect(store.end(userId, sessionId, now + 2)).resolves.toBe(true);
        await expect(store.state(userId, sessionId)).resolves.toMatchObject({
          session: { endedAt: now + 1 },
        });
      });

      it('does not know an unknown session, and makes no record of it', async () => {
        const sessionId = randomUUID();
        await expect(store.end(userId, sessionId, now)).resolves.toBe(false);
        await expect(store.state(userId, sessionId)).resolves.toMatchObject({ session: null });
      });

      it("refuses another user's session and leaves it alive", async () => {
        const opened = await openSession();
        await expect(store.end(randomUUID(), opened.sessionId, now)).resolves.toBe(false);
        await expect(store.state(userId, opened.sessionId)).resolves.toMatchObject({ session: opened });
        await eventually(() => expect(living()).resolves.toEqual([opened.sessionId]));
      });
    });

    describe('endEvenUnseen', () => {
      it('ends a session that exists as `end` does', async () => {
        const opened = await openSession();
        await expect(store.endEvenUnseen(userId, opened.sessionId, now + 1, now + 9 * DAY_MS)).resolves.toBe(
          true,
        );
        await store.endEvenUnseen(userId, opened.sessionId, now + 2, now + 9 * DAY_MS);
        await expect(store.state(userId, opened.sessionId)).resolves.toMatchObject({
          session: { ...opened, endedAt: now + 1 },
        });
      });

      it('records an unknown session as ended, so that it can never be opened', async () => {
        const late = session();
        await expect(store.endEvenUnseen(userId, late.sessionId, now, now + DAY_MS)).resolves.toBe(true);
        await store.open(late);
        await expect(store.state(userId, late.sessionId)).resolves.toMatchObject({
          session: { sessionId: late.sessionId, userId, endedAt: now, expiresAt: now + DAY_MS },
        });
        await eventually(() => expect(living()).resolves.toEqual([]));
      });

      it("refuses another user's session and leaves it alive", async () => {
        const opened = await openSession();
        const stranger = randomUUID();
        await expect(store.endEvenUnseen(stranger, opened.sessionId, now, opened.expiresAt)).resolves.toBe(
          false,
        );
        await expect(store.state(userId, opened.sessionId)).resolves.toMatchObject({ session: opened });
      });

      it('wins over an opening at the same moment', async () => {
        const sessions = Array.from({ length: 10 }, () => session());
        await Promise.all(
          sessions.flatMap((each) => [
            store.open(each),
            store.endEvenUnseen(userId, each.sessionId, now, each.expiresAt),
          ]),
        );
        const states = await Promise.all(sessions.map(({ sessionId }) => store.state(userId, sessionId)));
        expect(states.map((state) => state.session?.endedAt)).toEqual(sessions.map(() => now));
        await eventually(() => expect(living()).resolves.toEqual([]));
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
        const { sessionId } = await openSession();
        await store.end(userId, sessionId, now);
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
        await eventually(() =>
          expect(page()).resolves.toEqual({ items: [newest, middle, older], next: null }),
        );
      });

      it('leaves out the ended, the expired and the unused, however many come first', async () => {
        const oldest = await openSession({ createdAt: now - 9_000 });
        for (const age of [1, 2, 3]) await openSession({ createdAt: now - age, expiresAt: now });
        for (const age of [4, 5]) await openSession({ createdAt: now - age, lastSeenAt: now - 2 });
        const ended = await openSession();
        await store.end(userId, ended.sessionId, now);
        await eventually(() =>
          expect(living({ limit: 1, usedSince: now - 1 })).resolves.toEqual([oldest.sessionId]),
        );
      });

      it('goes on behind the page before, while sessions come and go', async () => {
        const opened: Session[] = [];
        for (const age of [10, 20, 30, 40, 50]) opened.push(await openSession({ createdAt: now - age }));
        const ids = opened.map(({ sessionId }) => sessionId);
        await eventually(() => expect(living()).resolves.toEqual(ids));
        const first = await page({ limit: 2 });
        expect(first.items).toEqual(opened.slice(0, 2));
        await store.end(userId, ids[1] ?? '', now);
        await openSession();
        await eventually(() =>
          expect(living({ limit: 2, after: first.next })).resolves.toEqual(ids.slice(2, 4)),
        );
        const second = await page({ limit: 2, after: first.next });
        await expect(page({ limit: 2, after: second.next })).resolves.toEqual({
          items: opened.slice(4),
          next: null,
        });
      });

      it('says that there is no other page where the last session is on this one', async () => {
        const opened: Session[] = [];
        for (const age of [0, 1]) opened.push(await openSession({ createdAt: now - age }));
        await eventually(() => expect(page({ limit: 2 })).resolves.toEqual({ items: opened, next: null }));
      });
    });

    describeSignOutMarkContract(makeSubject);
  });
}
