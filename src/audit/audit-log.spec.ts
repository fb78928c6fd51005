import { Readable } from 'node:stream';
import { AuditParts, newEvent } from '../../test/fakes/audit-parts.js';
import { FakeAuditSink } from '../../test/fakes/fake-audit-sink.js';
import type { AuditQuery } from './audit-query.js';

describe('AuditLog', () => {
  let parts: AuditParts;

  const pages = async (query: AuditQuery, limit: number): Promise<string[][]> => {
    const seen: string[][] = [];
    let cursor: string | null | undefined;
    do {
      const page = await parts.log.list(query, { limit, ...(cursor && { cursor }) });
      seen.push(page.events.map(({ id }) => id));
      cursor = page.nextCursor;
      await parts.record(1, { userId: 'ada' });
    } while (cursor !== null);
    return seen;
  };

  beforeEach(async () => {
    parts = new AuditParts(new FakeAuditSink());
    await parts.record(10);
  });
  afterEach(() => {
    parts.kill();
  });

  it('gives each event once while others come in', async () => {
    const ids = (await parts.records()).map(({ event }) => event.id).reverse();
    const seen = await pages({ userId: 'ada' }, 4);
    expect(seen.map((page) => page.length)).toEqual([4, 4, 2]);
    expect(seen.flat()).toEqual(ids);
  });

  it('refuses a cursor with another filter, in another list and of another person', async () => {
    const { nextCursor } = await parts.log.list({ userId: 'ada' }, { limit: 2 });
    const request = { limit: 2, cursor: nextCursor ?? '' };
    await expect(parts.log.list({ userId: 'ada' }, request)).resolves.toMatchObject({});
    for (const query of [{}, { userId: 'bob' }, { userId: 'ada', from: 0 }]) {
      await expect(parts.log.list(query, request)).rejects.toMatchObject({ code: 'validation_failed' });
    }
    const own = await parts.log.activity('ada', { limit: 2 });
    const ownRequest = { limit: 2, cursor: own.nextCursor ?? '' };
    await expect(parts.log.activity('ada', ownRequest)).resolves.toMatchObject({});
    await expect(parts.log.activity('bob', ownRequest)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(parts.log.activity('ada', request)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(parts.log.activity('ada', { limit: 2, cursor: 'forged' })).rejects.toMatchObject({
      errors: [{ field: 'cursor' }],
    });
  });

  it('does not tell people from where an administrator acted on them', async () => {
    await parts.record(1, { type: 'admin.disable_user', actorId: 'root', sessionId: 'session-of-root' });
    await parts.record(1, { type: 'login.failed', outcome: 'FAILURE', actorId: null });
    const { events } = await parts.log.activity('ada', { limit: 3 });
    expect(events).toMatchObject([
      { type: 'login.failed', ipAddress: '192.0.2.7' },
      { type: 'admin.disable_user', actorId: 'root', ipAddress: '', userAgent: '', sessionId: null },
      { type: 'login.succeeded', ipAddress: '192.0.2.7' },
    ]);
  });

  it('exports no faster than its lines are taken', async () => {
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 100 }, () => parts.trail.record(newEvent())));
    }
    const newest = jest.spyOn(parts.sink, 'newest');
    const stream = Readable.from(parts.log.export({}), { highWaterMark: 1 });
    const lines = stream[Symbol.asyncIterator]() as AsyncIterator<string>;
    await lines.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(newest).toHaveBeenCalledTimes(1);
    let count = 1;
    while (!(await lines.next()).done) count += 1;
    expect(count).toBe(510);
  });
});
