import { hashOf, type AuditRecord } from '../../src/audit/audit-record.js';
import type { AuditVerdict } from '../../src/audit/audit-verification.js';
import { AUDIT_SECRET, AuditParts, newEvent } from '../fakes/audit-parts.js';
import { FakeClock } from '../fakes/fake-clock.js';
import type { AuditSinkSubject } from './audit-sink.subject.js';

const DAY_MS = 86_400_000;

export function describeAuditIntegrityContract(
  name: string,
  makeSubject: () => Promise<AuditSinkSubject>,
): void {
  describe(`Tampering with the audit trail ${name}`, () => {
    let subject: AuditSinkSubject;
    let clock: FakeClock;
    let parts: AuditParts;

    let started: AuditParts[];

    /** A process of its own on the same storage. */
    const start = (options?: ConstructorParameters<typeof AuditParts>[2]) => {
      const process = new AuditParts(subject.sink, clock, options);
      started.push(process);
      return process;
    };
    const killAll = () => {
      for (const process of started) process.kill();
    };
    const overwrite = (place: AuditRecord, record: AuditRecord) =>
      subject.overwrite(place.link.chain, place.link.sequence, record);
    const remove = ({ link }: AuditRecord) => subject.remove(link.chain, link.sequence);
    const expectIntact = async (checked: number) => {
      await expect(parts.verification.verify()).resolves.toEqual<AuditVerdict>({
        intact: true,
        checked,
        unsealed: 0,
        firstBroken: null,
      });
    };
    const expectBroken = async (broken: AuditRecord | undefined) => {
      await expect(parts.verification.verify()).resolves.toMatchObject({
        intact: false,
        firstBroken: broken?.event.id,
      });
    };
    /** Ten events and the records of them, oldest first. */
    const recordTen = async () => {
      await parts.record(10);
      await parts.trail.flush();
      const records = await parts.records();
      expect(records).toHaveLength(10);
      return records;
    };

    beforeEach(async () => {
      subject = await makeSubject();
      clock = new FakeClock();
      started = [];
      parts = start();
    });
    afterEach(async () => {
      killAll();
      await subject.close();
    });

    it('is not seen where there was none', async () => {
      await expectIntact(0);
      await recordTen();
      await expectIntact(10);
    });

    it('is found where a field was changed', async () => {
      const records = await recordTen();
      const altered = records[4]!;
      await overwrite(altered, { ...altered, event: { ...altered.event, ipAddress: '198.51.100.1' } });
      await expectBroken(altered);
    });

    it('is found where a field was changed and all hashes from there on were made anew', async () => {
      const records = await recordTen();
      let previous = records[3]!;
      for (const record of records.slice(4)) {
        const event = { ...record.event, outcome: 'FAILURE' as const };
        const { id } = previous.event;
        const link = { ...record.link, previous: { ...record.link.previous!, id, hash: previous.hash } };
        previous = { ...record, event, link, hash: hashOf(event, link) };
        await overwrite(record, previous);
      }
      await expectBroken(records[4]);
    });

    it('is found where an event in the middle was removed', async () => {
      const records = await recordTen();
      await remove(records[6]!);
      await expectBroken(records[6]);
    });

    it('is found where the oldest event was removed', async () => {
      const records = await recordTen();
      await remove(records[0]!);
      await expectBroken(records[0]);
    });

    it('is found where the newest event was removed', async () => {
      const records = await recordTen();
      await remove(records[9]!);
      await expectBroken(records[9]);
    });

    it('is found where the newest event was removed before its head was written', async () => {
      await parts.record(3);
      const records = await parts.records();
      await remove(records[2]!);
      await expectBroken(records[2]);
    });

    it('is found where all events of a chain were removed', async () => {
      const records = await recordTen();
      for (const record of records) await remove(record);
      await expectBroken(records[9]);
    });

    it('is found where two events were swapped', async () => {
      const records = await recordTen();
      const [one, two] = [records[2]!, records[7]!];
      await overwrite(one, two);
      await overwrite(two, one);
      const { intact, firstBroken } = await parts.verification.verify();
      expect(intact).toBe(false);
      expect([one.event.id, two.event.id]).toContain(firstBroken);
    });

    it('is found where the contents of two events were swapped', async () => {
      const records = await recordTen();
      const [one, two] = [records[2]!, records[7]!];
      await overwrite(one, { ...one, event: { ...two.event, id: one.event.id, time: one.event.time } });
      await overwrite(two, { ...two, event: { ...one.event, id: two.event.id, time: two.event.time } });
      await expectBroken(one);
    });

    it('is found where an event was put in that never happened', async () => {
      const records = await recordTen();
      const last = records[9]!;
      const event = { ...last.event, id: `${last.event.id.slice(0, -1)}Z` };
      const link = { ...last.link, sequence: 10, previous: { ...last.link.previous!, hash: last.hash } };
      await overwrite({ ...last, link }, { event, link, hash: hashOf(event, link), seal: last.seal });
      await expect(parts.verification.verify()).resolves.toMatchObject({
        intact: false,
        firstBroken: event.id,
      });
    });

    it('is found where the head was removed', async () => {
      const [first] = await recordTen();
      await subject.removeHead(first!.link.chain);
      await expect(parts.verification.verify()).resolves.toMatchObject({ intact: false, checked: 10 });
    });

    it('is found in one chain among many', async () => {
      for (let number = 0; number < 4; number += 1) {
        await start().record(3);
      }
      const records = await parts.records();
      await remove(records[7]!);
      await remove(records[10]!);
      await expectBroken(records[7]);
    });

    it('is not seen in fifty events at once', async () => {
      await Promise.all(
        Array.from({ length: 50 }, (_, number) => parts.trail.record(newEvent({ details: { number } }))),
      );
      await expectIntact(50);
      const records = await parts.records();
      expect(new Set(records.map(({ link }) => link.chain)).size).toBe(1);
      await remove(records[20]!);
      await expectBroken(records[20]);
    });

    it('is not seen after the writer was restarted or killed', async () => {
      await recordTen();
      const killed = start();
      await killed.record(5);
      killAll();
      parts = start();
      await parts.record(3);
      await expectIntact(18);
    });

    it('is not seen where a kill caught events in flight', async () => {
      // Only the head that opens the chain, however slow the storage is.
      parts.sink.allowHeads(1);
      await Promise.all(Array.from({ length: 5 }, () => parts.trail.record(newEvent())));
      const records = await parts.records();
      // The write of the third never arrived, and the process died before it wrote another head.
      killAll();
      await remove(records[2]!);
      parts = start();
      await expectIntact(4);
    });

    it('is found where an event is missing that a later one saw on disk', async () => {
      parts.sink.allowHeads(1);
      await parts.record(5);
      const records = await parts.records();
      killAll();
      await remove(records[2]!);
      parts = start();
      await expectBroken(records[2]);
    });

    it('is not seen where the beginning of a chain has expired, gone or not', async () => {
      await parts.record(3);
      clock.advance(200 * DAY_MS);
      await parts.record(3);
      clock.advance(200 * DAY_MS);
      const records = await parts.records();
      await expectIntact(3);
      await remove(records[1]!);
      await expectIntact(3);
      await remove(records[0]!);
      await remove(records[2]!);
      await expectIntact(3);
      clock.advance(200 * DAY_MS);
      await expectIntact(0);
      for (const record of records.slice(3)) await remove(record);
      await expectIntact(0);
    });

    it('is found where an event is missing that has not expired', async () => {
      await parts.record(3);
      clock.advance(200 * DAY_MS);
      await parts.record(3);
      clock.advance(200 * DAY_MS);
      const records = await parts.records();
      for (const record of records.slice(0, 4)) await remove(record);
      await expectBroken(records[3]);
    });

    it('is found where an event was made to look expired', async () => {
      const records = await recordTen();
      const altered = records[4]!;
      await overwrite(altered, { ...altered, link: { ...altered.link, expiresAt: 1 } });
      await expectBroken(altered);
    });

    it('is not seen where events are kept for ever', async () => {
      parts = start({ retentionDays: 0 });
      await recordTen();
      clock.advance(40_000 * DAY_MS);
      await expectIntact(10);
    });

    it('is told from a rotated secret, with and without the old one', async () => {
      await recordTen();
      const secret = 'a newer secret, just as long as the older';
      parts = start({
        secrets: [secret, AUDIT_SECRET],
      });
      await parts.record(1);
      await expectIntact(11);
      const forgetful = start({ secrets: [secret] });
      await expect(forgetful.verification.verify()).resolves.toEqual({
        intact: true,
        checked: 11,
        unsealed: 10,
        firstBroken: null,
      });
    });
  });
}
