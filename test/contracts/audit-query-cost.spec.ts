import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { createHash } from 'node:crypto';
import type { AuditEvent, AuditEventType } from '../../src/audit/audit-event.js';
import type { AuditQuery } from '../../src/audit/audit-query.js';
import { hashOf, type AuditRecord } from '../../src/audit/audit-record.js';
import { auditTable, toRecordItem } from '../../src/audit/dynamodb/audit.table.js';
import { DynamoDbAuditSink } from '../../src/audit/dynamodb/dynamodb-audit-sink.js';
import { timePart } from '../../src/audit/event-ids.js';
import { tableName } from '../../src/aws/table-name.js';
import { type Cost, ReadCost } from './read-cost.js';
import { startEmbedded, type TestDatabase } from './test-database.js';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const TYPES: readonly AuditEventType[] = ['login.failed', 'login.succeeded', 'token.refreshed', 'logout'];
/** The digits of chance of an id but the last, which decides on its shard. */
const CHANCE = '0'.repeat(15);

const recordOf = (chain: string, sequence: number, shard: string): AuditRecord => {
  const time = START + sequence * 1_000;
  const type = TYPES[sequence % TYPES.length] ?? 'logout';
  const event: AuditEvent = {
    ...{ id: timePart(time) + CHANCE + shard, time: new Date(time).toISOString(), type },
    ...{ outcome: type === 'login.failed' ? 'FAILURE' : 'SUCCESS', userId: 'ada', actorId: null },
    ...{ ipAddress: '192.0.2.7', userAgent: '', requestId: 'request', sessionId: null, details: {} },
  };
  const link = { chain, sequence, previous: null, durable: sequence - 1, expiresAt: null };
  return { event, link, hash: hashOf(event, link), seal: 'key.seal' };
};

const byChance = (sequence: number) =>
  String((createHash('sha256').update(String(sequence)).digest()[0] ?? 0) % 8);

describe('The cost of a page of audit events', () => {
  let database: TestDatabase;
  let sink: DynamoDbAuditSink;
  let cost: ReadCost;

  const write = async (records: readonly AuditRecord[]) => {
    const table = tableName(database.connection.tablePrefix, auditTable);
    for (let first = 0; first < records.length; first += 25) {
      const batch = records.slice(first, first + 25);
      const requests = batch.map((record) => ({ PutRequest: { Item: toRecordItem(record) } }));
      await database.client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
    }
  };
  const newest = (query: AuditQuery, limit: number) => sink.newest(query, { limit, before: null }, START);

  beforeEach(async () => {
    database = await startEmbedded([auditTable]);
    sink = new DynamoDbAuditSink(database.client, database.connection);
    cost = new ReadCost(database.client);
  });
  afterEach(() => database.close());

  it('is the same for ten times as many', async () => {
    const [user, all] = [
      { calls: 2, readUnits: 25.5 },
      { calls: 17, readUnits: 33 },
    ];
    const expected: (readonly [AuditQuery, Cost])[] = [
      [{}, all],
      [{ userId: 'ada' }, user],
      // Keys of 200 events, of which a fourth match, beside the records themselves.
      [
        { userId: 'ada', type: 'logout' },
        { calls: 2, readUnits: 27.5 },
      ],
      [{ type: 'logout' }, { calls: 17, readUnits: 29 }],
      [{ outcome: 'FAILURE' }, { calls: 9, readUnits: 29 }],
    ];
    let written = 0;
    for (const events of [600, 6_000]) {
      const numbers = Array.from({ length: events - written }, (_, index) => written + index);
      await write(numbers.map((number) => recordOf('one', number, byChance(number))));
      written = events;
      const costs: (readonly [AuditQuery, Cost])[] = [];
      for (const [query] of expected) costs.push([query, await cost.costOf(() => newest(query, 25))]);
      expect(costs).toEqual(expected);
    }
  }, 60_000);

  it('is never paid with events left out, even where all of them fell into one shard', async () => {
    const records = Array.from({ length: 40 }, (_, number) => recordOf('one', number, '3'));
    await write(records);
    const page = await newest({}, 25);
    const ids = records.map(({ event }) => event.id).reverse();
    expect(page.records.map(({ event }) => event.id)).toEqual(ids.slice(0, 25));
    const rest = await sink.newest({}, { limit: 25, before: page.next }, START);
    expect(rest.records.map(({ event }) => event.id)).toEqual(ids.slice(25));
    expect(rest.next).toBeNull();
  });
});
