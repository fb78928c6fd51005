import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../../aws/table-definition.js';
import type { AuditEvent, AuditEventType, AuditOutcome } from '../audit-event.js';
import type { AuditRecord, PreviousRecord, SealedHead } from '../audit-record.js';
import { shardOf } from '../event-ids.js';

export type Attributes = Record<string, AttributeValue>;

/** See docs/decisions/0008-audit-chain.md. Raising it hides the older events from queries. */
export const AUDIT_SHARDS = 8;

/** Sorts in front of the records of its chain. */
const HEAD_SEQUENCE = -1;
/** A head outlives its newest event, so that its expiry never looks like a removal. */
const HEAD_MARGIN_SECONDS = 30 * 86_400;

/**
 * Two kinds of item in the partition of each chain: its head, and its records by number. The indexes hold records only,
 * newest first by `eventKey`; their partitions are shards, so that no single one takes every write.
 */
export const auditTable: TableDefinition = {
  name: 'audit',
  partitionKey: 'chain',
  sortKey: 'sequence',
  numberKeys: ['sequence'],
  indexes: [
    { name: 'by-user', partitionKey: 'userKey', sortKey: 'eventKey' },
    { name: 'by-type', partitionKey: 'typeShard', sortKey: 'eventKey' },
    { name: 'by-outcome', partitionKey: 'outcomeShard', sortKey: 'eventKey' },
  ],
  timeToLive: 'dropAfter',
};

export function recordKey(chain: string, sequence: number): Attributes {
  return { chain: text(chain), sequence: number(sequence) };
}

export function toRecordItem({ event, link, hash, seal }: AuditRecord): Attributes {
  const { previous } = link;
  return {
    ...recordKey(link.chain, link.sequence),
    ...eventAttributes(event),
    ...(previous && previousAttributes(previous)),
    durable: number(link.durable),
    ...expiry(link.expiresAt, 0),
    hash: text(hash),
    seal: text(seal),
    ...indexKeys(event),
  };
}

/** Takes what is there: an item that was altered must not keep the others from being read. */
export function fromRecordItem(item: Attributes): AuditRecord {
  return {
    event: {
      id: textOf(item, 'id'),
      time: textOf(item, 'time'),
      type: textOf(item, 'type') as AuditEventType,
      outcome: textOf(item, 'outcome') as AuditOutcome,
      userId: item['userId']?.S ?? null,
      actorId: item['actorId']?.S ?? null,
      ipAddress: textOf(item, 'ipAddress'),
      userAgent: textOf(item, 'userAgent'),
      requestId: textOf(item, 'requestId'),
      sessionId: item['sessionId']?.S ?? null,
      details: detailsOf(item['details']?.M ?? {}),
    },
    link: {
      chain: textOf(item, 'chain'),
      sequence: Number(item['sequence']?.N),
      previous: previousOf(item),
      durable: Number(item['durable']?.N),
      expiresAt: numberOrNull(item['expiresAt']),
    },
    hash: textOf(item, 'hash'),
    seal: textOf(item, 'seal'),
  };
}

export function toHeadItem(head: SealedHead): Attributes {
  return {
    ...recordKey(head.chain, HEAD_SEQUENCE),
    newest: number(head.sequence),
    ...(head.eventId !== null && { eventId: text(head.eventId) }),
    ...(head.hash !== null && { hash: text(head.hash) }),
    ...expiry(head.expiresAt, HEAD_MARGIN_SECONDS),
    lost: { L: head.lost.map(number) },
    seal: text(head.seal),
  };
}

export function fromHeadItem(item: Attributes): SealedHead {
  return {
    chain: textOf(item, 'chain'),
    sequence: Number(item['newest']?.N),
    eventId: item['eventId']?.S ?? null,
    hash: item['hash']?.S ?? null,
    expiresAt: numberOrNull(item['expiresAt']),
    lost: (item['lost']?.L ?? []).map(({ N }) => Number(N)),
    seal: textOf(item, 'seal'),
  };
}

export function isHeadItem(item: Attributes): boolean {
  return item['sequence']?.N === String(HEAD_SEQUENCE);
}

/** What follows the id in `eventKey` lets a list by user choose without reading the records. */
export function eventKey({ id, type, outcome }: Pick<AuditEvent, 'id' | 'type' | 'outcome'>): string {
  return `${id}#${type}#${outcome}`;
}

export function typeShard(type: AuditEventType, outcome: AuditOutcome, shard: number): string {
  return `${type}#${outcomeShard(outcome, shard)}`;
}

export function outcomeShard(outcome: AuditOutcome, shard: number): string {
  return `${outcome}#${shard}`;
}

function indexKeys(event: AuditEvent): Attributes {
  const { id, type, outcome, userId } = event;
  const shard = shardOf(id, AUDIT_SHARDS);
  return {
    eventKey: text(eventKey(event)),
    typeShard: text(typeShard(type, outcome, shard)),
    outcomeShard: text(outcomeShard(outcome, shard)),
    ...(userId !== null && { userKey: text(userId) }),
  };
}

function eventAttributes(event: AuditEvent): Attributes {
  const { id, time, type, outcome, userId, actorId, ipAddress, userAgent, requestId, sessionId } = event;
  const always = { id, time, type, outcome, ipAddress, userAgent, requestId };
  const details = Object.entries(event.details).map(([name, value]) => [name, detail(value)] as const);
  return {
    ...Object.fromEntries(Object.entries(always).map(([name, value]) => [name, text(value)])),
    ...(userId !== null && { userId: text(userId) }),
    ...(actorId !== null && { actorId: text(actorId) }),
    ...(sessionId !== null && { sessionId: text(sessionId) }),
    details: { M: Object.fromEntries(details) },
  };
}

function detail(value: string | number | boolean): AttributeValue {
  if (typeof value === 'boolean') return { BOOL: value };
  return typeof value === 'number' ? number(value) : text(value);
}

function detailsOf(details: Attributes): AuditEvent['details'] {
  const entries = Object.entries(details).map(([name, { S, N, BOOL }]) => [
    name,
    S ?? BOOL ?? (N === undefined ? '' : Number(N)),
  ]);
  return Object.fromEntries(entries) as AuditEvent['details'];
}

function previousAttributes({ id, hash, expiresAt }: PreviousRecord): Attributes {
  return {
    previousId: text(id),
    previousHash: text(hash),
    ...(expiresAt !== null && { previousExpiresAt: number(expiresAt) }),
  };
}

function previousOf(item: Attributes): PreviousRecord | null {
  const id = item['previousId']?.S;
  if (id === undefined) return null;
  return { id, hash: textOf(item, 'previousHash'), expiresAt: numberOrNull(item['previousExpiresAt']) };
}

function expiry(expiresAt: number | null, marginSeconds: number): Attributes {
  if (expiresAt === null) return {};
  return { expiresAt: number(expiresAt), dropAfter: number(Math.ceil(expiresAt / 1000) + marginSeconds) };
}

function text(value: string): AttributeValue.SMember {
  return { S: value };
}

function number(value: number): AttributeValue.NMember {
  return { N: String(value) };
}

function textOf(item: Attributes, name: string): string {
  return item[name]?.S ?? '';
}

function numberOrNull(value: AttributeValue | undefined): number | null {
  return value?.N === undefined ? null : Number(value.N);
}
