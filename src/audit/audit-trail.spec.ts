import { AuditParts, newEvent } from '../../test/fakes/audit-parts.js';
import { FakeAuditSink } from '../../test/fakes/fake-audit-sink.js';
import { AppError } from '../shared/app-error.js';
import type { AuditRecord, SealedHead } from './audit-record.js';

describe('AuditTrail', () => {
  let sink: FakeAuditSink;
  let parts: AuditParts;

  const expectIntact = async (checked: number) => {
    await expect(parts.verification.verify()).resolves.toMatchObject({ intact: true, checked });
  };
  const chainsOf = (records: readonly AuditRecord[]) => [...new Set(records.map(({ link }) => link.chain))];
  const headOf = async (chain: string | undefined): Promise<SealedHead | undefined> => {
    for await (const part of sink.chain(chain ?? '')) if (part.kind === 'head') return part.head;
    return undefined;
  };

  beforeEach(() => {
    sink = new FakeAuditSink();
    parts = new AuditParts(sink);
  });
  afterEach(() => {
    parts.kill();
  });

  it('resolves only when the event is kept', async () => {
    const recorded = parts.trail.record(newEvent());
    expect(sink.size).toBe(0);
    await recorded;
    expect(sink.size).toBe(1);
  });

  it('keeps who, whom, what, when and from where', async () => {
    const origin = { ipAddress: '2001:db8::1', userAgent: 'curl/8', requestId: 'request-9' };
    const details = { reason: 'last_admin' };
    await parts.trail.record({
      ...{ type: 'admin.erase_user', outcome: 'FAILURE', userId: 'bob', actorId: 'ada', origin, details },
      sessionId: 'session-1',
    });
    const [record] = await parts.records();
    expect(record?.event).toEqual({
      id: expect.stringMatching(/^[0-9A-Z]{26}$/) as string,
      time: new Date(parts.clock.now()).toISOString(),
      ...{
        type: 'admin.erase_user',
        outcome: 'FAILURE',
        userId: 'bob',
        actorId: 'ada',
        sessionId: 'session-1',
      },
      ...{ ...origin, details },
    });
  });

  it('fails where the event cannot be kept, and goes on with the next', async () => {
    await parts.record(2);
    sink.failNext('before');
    await expect(parts.trail.record(newEvent())).rejects.toThrow('The write did not happen');
    await parts.record(2);
    await expectIntact(4);
    expect(chainsOf(await parts.records())).toHaveLength(2);
  });

  it.each(['before', 'after'] as const)(
    'looks intact where a write in the middle of others was lost %s it happened',
    async (moment) => {
      await parts.record(1);
      const first = parts.trail.record(newEvent());
      await Promise.resolve();
      sink.failNext(moment);
      const writes = [first, ...Array.from({ length: 5 }, () => parts.trail.record(newEvent()))];
      const ended = await Promise.allSettled(writes);
      expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      await parts.record(3);
      await expectIntact(moment === 'before' ? 9 : 10);
      const [closed] = chainsOf(await parts.records());
      await expect(headOf(closed)).resolves.toMatchObject({ sequence: 6, lost: [expect.any(Number)] });
    },
  );

  it('still misses an event that was kept after one that was lost', async () => {
    sink.failNext('before');
    const ended = await Promise.allSettled(Array.from({ length: 4 }, () => parts.trail.record(newEvent())));
    expect(ended.map(({ status }) => status)).toContain('rejected');
    await parts.trail.flush();
    const records = await parts.records();
    expect(records).toHaveLength(3);
    const [, removed] = records;
    sink.tamper(removed!.link.chain, removed!.link.sequence, null);
    await expect(parts.verification.verify()).resolves.toMatchObject({
      intact: false,
      firstBroken: removed?.event.id,
    });
  });

  it('opens one chain for all that come at first', async () => {
    await Promise.all(Array.from({ length: 20 }, () => parts.trail.record(newEvent())));
    expect(chainsOf(await parts.records())).toHaveLength(1);
  });

  it('writes the head out when the service stops', async () => {
    await parts.record(3);
    const [chain] = chainsOf(await parts.records());
    await expect(headOf(chain)).resolves.toMatchObject({ sequence: -1 });
    await parts.trail.onApplicationShutdown();
    await expect(headOf(chain)).resolves.toMatchObject({ sequence: 2, lost: [] });
  });

  it('records how a piece of work ended', async () => {
    const { userId, actorId, origin } = newEvent();
    const event = { type: 'admin.read_user', userId, actorId, origin } as const;
    await expect(parts.trail.recordOutcome(event, () => Promise.resolve('done'))).resolves.toBe('done');
    const refusal = new AppError('not_found');
    await expect(parts.trail.recordOutcome(event, () => Promise.reject(refusal))).rejects.toBe(refusal);
    const records = await parts.records();
    expect(records.map((record) => [record.event.outcome, record.event.details])).toEqual([
      ['SUCCESS', {}],
      ['FAILURE', { reason: 'not_found' }],
    ]);
  });
});
