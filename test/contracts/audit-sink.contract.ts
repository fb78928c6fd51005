import { randomUUID } from 'node:crypto';
import type { AuditEventType, AuditOutcome } from '../../src/audit/audit-event.js';
import type { AuditQuery } from '../../src/audit/audit-query.js';
import { hashOf, type AuditRecord, type ChainHead } from '../../src/audit/audit-record.js';
import type { AuditSink, StoredPart } from '../../src/audit/audit-sink.port.js';
import { EventIds } from '../../src/audit/event-ids.js';
import { FakeClock } from '../fakes/fake-clock.js';
import type { AuditSinkSubject } from './audit-sink.subject.js';

const DAY_MS = 86_400_000;

interface Facts {
  readonly type?: AuditEventType;
  readonly outcome?: AuditOutcome;
  readonly userId?: string | null;
  readonly expiresAt?: number | null;
}

export function describeAuditSinkContract(name: string, makeSubject: () => Promise<AuditSinkSubject>): void {
  describe(`AuditSink ${name}`, () => {
    let subject: AuditSinkSubject;
    let sink: AuditSink;
    let clock: FakeClock;
    let ids: EventIds;
    let chain: string;
    let sequence: number;

    const makeRecord = ({
      type = 'logout',
      outcome = 'SUCCESS',
      userId = 'ada',
      expiresAt = null,
    }: Facts) => {
      const { id, at } = ids.next();
      const details = { text: 'Grüße 🦊', number: -7, flag: true, empty: '' };
      const origin = { ipAddress: '192.0.2.7', userAgent: '', requestId: 'request-1' };
      const event = { id, time: new Date(at).toISOString(), type, outcome, userId, actorId: null, ...origin };
      const previous = sequence === 0 ? null : { id: 'before', hash: 'hash', expiresAt };
      const link = { chain, sequence: sequence++, previous, durable: -1, expiresAt };
      const whole = { ...event, sessionId: null, details };
      const record: AuditRecord = { event: whole, link, hash: hashOf(whole, link), seal: 'key.seal' };
      return record;
    };
    const append = async (facts: Facts = {}): Promise<AuditRecord> => {
      clock.advance(1_000);
      const record = makeRecord(facts);
      await sink.append(record);
      return record;
    };
    const head = (changes: Partial<ChainHead>) => ({
      ...{ chain, sequence: -1, eventId: null, hash: null, expiresAt: null, lost: [], seal: 'key.seal' },
      ...changes,
    });
    const newest = async (query: AuditQuery, limit = 100): Promise<string[]> => {
      const { records } = await sink.newest(query, { limit, before: null }, clock.now());
      return records.map(({ event }) => event.id);
    };
    const idsOf = (...records: AuditRecord[]) => records.map(({ event }) => event.id);

    beforeEach(async () => {
      subject = await makeSubject();
      sink = subject.sink;
      clock = new FakeClock();
      ids = new EventIds(clock);
      chain = randomUUID();
      sequence = 0;
    });
    afterEach(() => subject.close());

    describe('append', () => {
      it('gives back what was written, exactly', async () => {
        const written = [await append(), await append({ userId: null, expiresAt: clock.now() + DAY_MS })];
        const { records } = await sink.newest({}, { limit: 10, before: null }, clock.now());
        expect([...records].reverse()).toEqual(written);
        expect(records.map(({ event, link }) => hashOf(event, link))).toEqual(
          records.map(({ hash }) => hash),
        );
      });

      it('takes a repeat as done', async () => {
        const record = await append();
        await expect(sink.append(record)).resolves.toBeUndefined();
        await expect(newest({})).resolves.toEqual(idsOf(record));
      });

      it('never overwrites', async () => {
        const record = await append();
        const other = makeRecord({ type: 'login.failed' });
        await expect(sink.append({ ...other, link: { ...other.link, sequence: 0 } })).rejects.toThrow();
        await expect(newest({})).resolves.toEqual(idsOf(record));
      });
    });

    describe('chains', () => {
      const partsOf = async (parts: AsyncIterable<StoredPart>): Promise<StoredPart[]> => {
        const found: StoredPart[] = [];
        for await (const part of parts) found.push(part);
        return found;
      };

      it('come as their head and then their records in order, whatever order they were written in', async () => {
        const records = Array.from({ length: 12 }, () => makeRecord({ expiresAt: 1 }));
        await Promise.all([...records].reverse().map((record) => sink.append(record)));
        await sink.putHead(head({ sequence: 11, eventId: 'id', hash: 'hash', expiresAt: 1, lost: [3, 5] }));
        const expected = [
          {
            kind: 'head',
            head: head({ sequence: 11, eventId: 'id', hash: 'hash', expiresAt: 1, lost: [3, 5] }),
            faithful: true,
          },
          ...records.map((record) => ({ kind: 'record', record, faithful: true })),
        ];
        await expect(partsOf(sink.chain(chain))).resolves.toEqual(expected);
        await expect(partsOf(sink.all())).resolves.toEqual(expected);
      });

      it('come one after the other', async () => {
        for (let number = 0; number < 10; number += 1) {
          chain = randomUUID();
          sequence = 0;
          await sink.putHead(head({}));
          await append();
          await append();
        }
        const parts = await partsOf(sink.all());
        const chains = parts.map((part) => (part.kind === 'head' ? part.head.chain : part.record.link.chain));
        const changes = chains.filter((each, place) => each !== chains[place - 1]);
        expect(parts).toHaveLength(30);
        expect(changes).toHaveLength(10);
      });

      it('have a head that only moves forward', async () => {
        await sink.putHead(head({ sequence: 5 }));
        await sink.putHead(head({ sequence: 3 }));
        await sink.putHead(head({ sequence: -1 }));
        await expect(partsOf(sink.chain(chain))).resolves.toMatchObject([{ head: { sequence: 5 } }]);
      });

      it('are empty where there is none', async () => {
        await expect(partsOf(sink.chain(randomUUID()))).resolves.toEqual([]);
        await expect(partsOf(sink.all())).resolves.toEqual([]);
      });
    });

    describe('newest', () => {
      it('finds by user, type, outcome and all of them together', async () => {
        const one = await append({ type: 'login.failed', outcome: 'FAILURE' });
        const two = await append({ type: 'login.succeeded' });
        const three = await append({ type: 'login.failed', outcome: 'FAILURE', userId: 'bob' });
        const four = await append({ type: 'login.failed', outcome: 'FAILURE', userId: null });
        const five = await append({ type: 'login.locked', outcome: 'FAILURE' });
        const six = await append({ type: 'login.locked', outcome: 'SUCCESS' });
        await expect(newest({})).resolves.toEqual(idsOf(six, five, four, three, two, one));
        await expect(newest({ userId: 'ada' })).resolves.toEqual(idsOf(six, five, two, one));
        await expect(newest({ type: 'login.failed' })).resolves.toEqual(idsOf(four, three, one));
        await expect(newest({ outcome: 'SUCCESS' })).resolves.toEqual(idsOf(six, two));
        await expect(newest({ type: 'login.locked', outcome: 'FAILURE' })).resolves.toEqual(idsOf(five));
        await expect(newest({ userId: 'ada', outcome: 'FAILURE' })).resolves.toEqual(idsOf(five, one));
        await expect(newest({ userId: 'ada', type: 'login.locked', outcome: 'FAILURE' })).resolves.toEqual(
          idsOf(five),
        );
        await expect(newest({ userId: 'nobody' })).resolves.toEqual([]);
      });

      it('finds by time, both ends included', async () => {
        const start = clock.now();
        const records: AuditRecord[] = [];
        for (let number = 0; number < 5; number += 1) records.push(await append());
        const [, two, three, four] = records as [AuditRecord, AuditRecord, AuditRecord, AuditRecord];
        const range = { from: start + 2_000, to: start + 4_000 };
        await expect(newest(range)).resolves.toEqual(idsOf(four, three, two));
        await expect(newest({ ...range, userId: 'ada' })).resolves.toEqual(idsOf(four, three, two));
        await expect(newest({ from: start + 2_000, to: start + 2_000 })).resolves.toEqual(idsOf(two));
        await expect(newest({ from: start + 4_000, to: start + 2_000 })).resolves.toEqual([]);
        await expect(newest({ from: 0, to: start })).resolves.toEqual([]);
      });

      it('leaves out what has expired', async () => {
        await append({ expiresAt: clock.now() + 3_000 });
        const living = await append({ expiresAt: clock.now() + 9_000 });
        clock.advance(2_000);
        await expect(newest({})).resolves.toEqual(idsOf(living));
      });

      it('finds the few of a kind among the many of a user', async () => {
        const rare = await append({ type: 'password.changed' });
        clock.advance(1_000);
        const others = Array.from({ length: 600 }, () => makeRecord({ type: 'token.refreshed' }));
        for (let start = 0; start < others.length; start += 50) {
          await Promise.all(others.slice(start, start + 50).map((record) => sink.append(record)));
        }
        await expect(newest({ userId: 'ada', type: 'password.changed' })).resolves.toEqual(idsOf(rare));
      });

      it('pages through everything once while events come in', async () => {
        const records: AuditRecord[] = [];
        for (let number = 0; number < 40; number += 1)
          records.push(makeRecord({ userId: `user-${number % 3}` }));
        await Promise.all(records.map((record) => sink.append(record)));
        const seen: string[] = [];
        let before: string | null = null;
        do {
          const page = await sink.newest({}, { limit: 7, before }, clock.now());
          expect(page.records.length).toBeGreaterThan(0);
          seen.push(...idsOf(...page.records));
          before = page.next;
          await append();
        } while (before !== null);
        expect(seen).toEqual(idsOf(...records).reverse());
      });

      it('says that there is no next page when the last one is full', async () => {
        await append();
        await append();
        await expect(sink.newest({}, { limit: 2, before: null }, clock.now())).resolves.toMatchObject({
          next: null,
        });
      });
    });
  });
}
