import { createHash } from 'node:crypto';
import { auditTable, toRecordItem } from '../dist/audit/dynamodb/audit.table.js';
import { DynamoDbAuditSink } from '../dist/audit/dynamodb/dynamodb-audit-sink.js';
import { timePart } from '../dist/audit/event-ids.js';
import { compareSizes } from './support/sizes.mjs';
import { person } from './support/tokens.mjs';

const LIMIT = 25;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const MINUTE_MS = 60_000;
/** Each has a fifth of the trail, however long it is. */
const USERS = 5;
const TYPES = ['login.succeeded', 'login.failed', 'token.refreshed', 'profile.updated', 'logout'];
const USER = person(3).userId;

const READS = {
  'newest of all': query(() => ({})),
  'by user': query(() => ({ userId: USER })),
  'by user and type': query(() => ({ userId: USER, type: 'login.succeeded' })),
  'by type': query(() => ({ type: 'login.failed' })),
  'by outcome': query(() => ({ outcome: 'FAILURE' })),
  'by time range': query(middleOf),
  'by user and time range': query((size) => ({ userId: USER, ...middleOf(size) })),
  'by type and time range': query((size) => ({ type: 'login.failed', ...middleOf(size) })),
};

/** What a page of audit events costs in trails of several lengths. */
export function auditQueries({ sizes, rounds }) {
  return compareSizes({
    sizes,
    rounds,
    definition: auditTable,
    itemOf: (number) => toRecordItem(recordOf(number)),
    reader: (client, connection) => new DynamoDbAuditSink(client, connection),
    reads: READS,
  });
}

function query(of) {
  return async (sink, size) => {
    const { records } = await sink.newest(of(size), { limit: LIMIT, before: null }, timeOf(size));
    return records.length;
  };
}

/** Half of the trail: longer in a longer one. */
function middleOf(size) {
  return { from: timeOf(size / 4), to: timeOf((size * 3) / 4) };
}

function timeOf(number) {
  return START + number * MINUTE_MS;
}

/** The same event each time, of random looks. */
function recordOf(number) {
  const hash = createHash('sha256').update(String(number)).digest();
  const type = TYPES[hash[1] % TYPES.length];
  const { userId, sessionId } = person(hash[0] % USERS);
  const digits = Array.from(hash.subarray(2, 18), (byte) => (byte % 32).toString(32).toUpperCase());
  const chance = digits.join('').replace(/[ILOU]/g, 'Z');
  const event = {
    id: timePart(timeOf(number)) + chance,
    time: new Date(timeOf(number)).toISOString(),
    type,
    outcome: type === 'login.failed' ? 'FAILURE' : 'SUCCESS',
    userId,
    actorId: userId,
    ipAddress: '192.0.2.1',
    userAgent: 'bench',
    requestId: hash.toString('hex').slice(0, 32),
    sessionId,
    details: { method: 'password' },
  };
  const text = hash.toString('base64url');
  const previous = number === 0 ? null : { id: event.id, hash: text, expiresAt: null };
  const link = { chain: 'bench', sequence: number, previous, durable: number - 1, expiresAt: null };
  return { event, link, hash: text, seal: text };
}
