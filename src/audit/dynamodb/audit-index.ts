import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { answerOf } from '../../aws/dynamodb-call.js';
import { readItems } from '../../aws/read-items.js';
import { AUDIT_OUTCOMES } from '../audit-event.js';
import type { AuditPage, AuditPageRequest, AuditQuery } from '../audit-query.js';
import type { AuditRecord } from '../audit-record.js';
import { timePart } from '../event-ids.js';
import { AUDIT_SHARDS, fromRecordItem, outcomeShard, typeShard, type Attributes } from './audit.table.js';

/** How often a page may go back to the index; after that the caller gets what there is, and where to go on. */
const MAX_ROUNDS = 5;
/** Keys read at once for each record that is missing, where some are passed over; they are small, and a call is not. */
const KEYS_FOR_EACH = 8;
const MAX_KEYS = 500;
/** `BatchGetItem` takes no more. */
const MAX_RECORDS = 100;
/** Sorts after everything that can follow the time in an `eventKey`. */
const AFTER_ALL = '~';
const LATEST = 2 ** 48 - 1;

/** One partition of an index. */
interface Source {
  readonly index: string;
  readonly attribute: string;
  readonly partition: string;
}

interface FoundKey {
  /** `<id>#<type>#<outcome>` */
  readonly eventKey: string;
  readonly key: Attributes;
}

interface FoundKeys {
  readonly keys: readonly FoundKey[];
  /** The key down to which everything was seen, or null where nothing is left. */
  readonly seenTo: string | null;
}

/** Lists of events by the indexes: every shard that can hold a match is asked, and the answers are merged by time. */
export class AuditIndex {
  constructor(
    private readonly client: Pick<DynamoDBClient, 'send'>,
    private readonly table: string,
  ) {}

  async newest(query: AuditQuery, { limit, before }: AuditPageRequest, now: number): Promise<AuditPage> {
    const records: AuditRecord[] = [];
    let upper: string | null = before ?? timePart(query.to ?? LATEST) + AFTER_ALL;
    for (let round = 0; round < MAX_ROUNDS && upper !== null && records.length < limit; round += 1) {
      const wanted = Math.min(limit - records.length, MAX_RECORDS);
      const found: FoundKeys = await this.keysBelow(query, upper, wanted, round);
      records.push(...(await this.living(found.keys, now)));
      upper = found.seenTo;
    }
    return { records, next: upper };
  }

  /** The newest matching keys below `upper`. */
  private async keysBelow(
    query: AuditQuery,
    upper: string,
    wanted: number,
    round: number,
  ): Promise<FoundKeys> {
    const lower = timePart(query.from ?? 0);
    if (lower > upper) return { keys: [], seenTo: null };
    const sources = sourcesOf(query);
    const chooses = query.userId !== undefined && (query.type ?? query.outcome) !== undefined;
    const perSource = chooses ? keysToChooseFrom(wanted, round) : shareOf(wanted, sources.length);
    const answers = await Promise.all(
      sources.map((source) => this.queryKeys(source, lower, upper, perSource)),
    );
    const cutAt = largest(answers.flatMap(({ isCut, keys }) => (isCut ? [keys.at(-1)?.eventKey ?? ''] : [])));
    const seen = answers
      .flatMap(({ keys }) => keys)
      .filter(({ eventKey }) => eventKey >= cutAt)
      .sort((a, b) => (a.eventKey < b.eventKey ? 1 : -1));
    const matching = chooses ? seen.filter(({ eventKey }) => matches(query, eventKey)) : seen;
    const keys = matching.slice(0, wanted);
    if (matching.length > wanted) return { keys, seenTo: idOf(keys.at(-1)?.eventKey ?? '') };
    return { keys, seenTo: cutAt === '' ? null : idOf(cutAt) };
  }

  private async queryKeys(source: Source, lower: string, upper: string, limit: number) {
    const command = new QueryCommand({
      TableName: this.table,
      IndexName: source.index,
      KeyConditionExpression: '#partition = :partition AND #eventKey BETWEEN :lower AND :upper',
      ExpressionAttributeNames: { '#partition': source.attribute, '#eventKey': 'eventKey' },
      ExpressionAttributeValues: {
        ':partition': { S: source.partition },
        ':lower': { S: lower },
        ':upper': { S: upper },
      },
      ScanIndexForward: false,
      Limit: limit,
    });
    const { Items = [], LastEvaluatedKey } = await answerOf(this.client.send(command));
    return { keys: Items.map(toFoundKey), isCut: LastEvaluatedKey !== undefined };
  }

  /** The records themselves, in the order of their keys; an index may still name what has gone. */
  private async living(found: readonly FoundKey[], now: number): Promise<AuditRecord[]> {
    const keys = found.map(({ key }) => key);
    const items = await readItems(this.client, this.table, keys);
    return items
      .map(fromRecordItem)
      .filter(({ link }) => link.expiresAt === null || link.expiresAt > now)
      .sort((a, b) => (a.event.id < b.event.id ? 1 : -1));
  }
}

function sourcesOf({ userId, type, outcome }: AuditQuery): Source[] {
  if (userId !== undefined) return [{ index: 'by-user', attribute: 'userKey', partition: userId }];
  const outcomes = outcome === undefined ? AUDIT_OUTCOMES : [outcome];
  const shards = Array.from({ length: AUDIT_SHARDS }, (_, shard) => shard);
  return outcomes.flatMap((each) =>
    shards.map((shard) =>
      type === undefined
        ? { index: 'by-outcome', attribute: 'outcomeShard', partition: outcomeShard(each, shard) }
        : { index: 'by-type', attribute: 'typeShard', partition: typeShard(type, each, shard) },
    ),
  );
}

/** What did not hold enough at first holds few, so then as many keys are read as one call may cost. */
function keysToChooseFrom(wanted: number, round: number): number {
  return round === 0 ? Math.min(MAX_KEYS, KEYS_FOR_EACH * wanted) : MAX_KEYS;
}

/** Of shards twice an even share and some more: one round nearly always does. One more than wanted tells of another page. */
function shareOf(wanted: number, sources: number): number {
  if (sources === 1) return wanted + 1;
  return Math.min(wanted + 1, Math.ceil((2 * wanted) / AUDIT_SHARDS) + 4);
}

function matches({ type, outcome }: AuditQuery, eventKey: string): boolean {
  const [, ofType, ofOutcome] = eventKey.split('#');
  return (type === undefined || type === ofType) && (outcome === undefined || outcome === ofOutcome);
}

function toFoundKey(item: Attributes): FoundKey {
  const { eventKey, chain, sequence } = item;
  return { eventKey: eventKey?.S ?? '', key: { ...(chain && { chain }), ...(sequence && { sequence }) } };
}

function idOf(eventKey: string): string {
  return eventKey.split('#', 1)[0] ?? '';
}

function largest(texts: readonly string[]): string {
  return texts.reduce((best, each) => (each > best ? each : best), '');
}
