import { AUDIT_SECRET, AuditParts, newEvent } from '../../test/fakes/audit-parts.js';
import { FakeAuditSink } from '../../test/fakes/fake-audit-sink.js';
import { SecretKeys } from '../shared/secret-keys.js';
import type { AuditLine } from './audit-line.js';
import type { AuditQuery } from './audit-query.js';
import { hashOf } from './audit-record.js';
import { AuditSeals } from './audit-seals.js';
import { ExportCheck } from './export-check.js';

describe('ExportCheck', () => {
  let sink: FakeAuditSink;
  let parts: AuditParts;

  const exported = async (query: AuditQuery = {}): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of parts.log.export(query)) lines.push(line.trimEnd());
    return lines;
  };
  const check = (lines: readonly string[], seals = parts.seals): ExportCheck => {
    const checking = new ExportCheck(seals);
    for (const line of lines) checking.add(line);
    checking.end();
    return checking;
  };
  const edited = (line: string | undefined, edit: (line: AuditLine) => AuditLine): string =>
    JSON.stringify(edit(JSON.parse(line ?? '') as AuditLine));
  const idOf = (line: string | undefined) => (JSON.parse(line ?? '') as AuditLine).id;
  const blind = new AuditSeals({ derive: () => [] });

  beforeEach(async () => {
    sink = new FakeAuditSink();
    parts = new AuditParts(sink);
    const other = new AuditParts(sink, parts.clock);
    for (let round = 0; round < 4; round += 1) {
      await parts.record(2, { userId: round % 2 === 0 ? 'ada' : 'bob' });
      await other.record(1);
    }
    other.kill();
  });
  afterEach(() => {
    parts.kill();
  });

  it('finds nothing where nothing was done, whatever was exported', async () => {
    for (const query of [{}, { userId: 'bob' }, { type: 'login.succeeded' }] as const) {
      expect(check(await exported(query))).toMatchObject({ problems: [], unsealed: 0 });
    }
    expect(check(await exported())).toMatchObject({ checked: 12 });
  });

  it.each(['with', 'without'] as const)('names an event that was changed, %s the secret', async (how) => {
    const lines = await exported();
    lines[4] = edited(lines[4], (line) => ({ ...line, outcome: 'FAILURE' }));
    const { problems } = check(lines, how === 'with' ? parts.seals : blind);
    expect(problems).toContainEqual({ line: 5, eventId: idOf(lines[4]), what: 'was changed' });
  });

  it('names an event whose hash was made anew', async () => {
    const lines = await exported({ userId: 'bob' });
    lines[1] = edited(lines[1], ({ integrity, ...event }) => {
      const changed = { ...event, ipAddress: '198.51.100.1' };
      const { chain, sequence, previous, durable, expiresAt } = integrity;
      const hash = hashOf(changed, { chain, sequence, previous, durable, expiresAt });
      return { ...changed, integrity: { ...integrity, hash } };
    });
    expect(check(lines).problems).toContainEqual({ line: 2, eventId: idOf(lines[1]), what: 'was changed' });
  });

  it('names an event that got another field', async () => {
    const lines = await exported();
    lines[0] = edited(lines[0], (line) => ({ ...line, note: 'x' }) as AuditLine);
    expect(check(lines).problems).toMatchObject([{ line: 1, what: 'was changed' }]);
  });

  it.each([
    ['the first line', 0],
    ['one in the middle', 5],
    ['the last line', 11],
  ])('notices that %s was removed, filtered or not, secret or not', async (_which, place) => {
    const lines = await exported({ outcome: 'SUCCESS' });
    lines.splice(place, 1);
    expect(check(lines).problems).not.toEqual([]);
    expect(check(lines, blind).problems).not.toEqual([]);
  });

  it('notices lines that were swapped, repeated or added', async () => {
    const lines = await exported();
    const swapped = [...lines];
    [swapped[3], swapped[8]] = [String(lines[8]), String(lines[3])];
    expect(check(swapped).problems).not.toEqual([]);
    expect(check([...lines, ...lines]).problems).not.toEqual([]);
    expect(check([...lines, '{"id":"x"}', 'null', 'not JSON']).problems).toHaveLength(3);
  });

  it('notices that another export was mixed in', async () => {
    const [lines, others] = [await exported(), await exported()];
    lines[2] = String(others[2]);
    expect(check(lines).problems).toMatchObject([{ line: 3, what: 'belongs to another export' }]);
  });

  it('names an event that was removed from the trail before everything was exported', async () => {
    const removed = (await parts.records()).find(({ link }) => link.sequence === 3);
    sink.tamper(removed!.link.chain, 3, null);
    expect(check(await exported()).problems).toMatchObject([
      { eventId: removed?.event.id, what: 'is missing' },
    ]);
  });

  it('says which seals it could not check', async () => {
    expect(check(await exported(), blind)).toMatchObject({ problems: [], unsealed: 12 });
    const rotated = new AuditSeals(
      new SecretKeys(['a newer secret, just as long as the older', AUDIT_SECRET]),
    );
    expect(check(await exported(), rotated)).toMatchObject({ problems: [], unsealed: 0 });
  });

  it('does not call an empty file intact', () => {
    expect(check([]).problems).toHaveLength(1);
  });

  it('takes an export of one event', async () => {
    await parts.trail.record(newEvent({ userId: 'eve' }));
    expect(check(await exported({ userId: 'eve' }))).toMatchObject({ checked: 1, problems: [] });
  });
});
