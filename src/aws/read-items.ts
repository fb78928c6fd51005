import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf } from './dynamodb-call.js';
import { isTransient, unavailable } from './upstream-error.js';

type Client = Pick<DynamoDBClient, 'send'>;
type Attributes = Record<string, AttributeValue>;

/** `BatchGetItem` takes no more. */
const MAX_KEYS = 100;
const MAX_ROUNDS = 4;
const FIRST_PAUSE_MS = 25;

/** A read that somebody waits for. */
interface Read {
  readonly name: string;
  readonly table: string;
  readonly key: Attributes;
  readonly item: Promise<Attributes | undefined>;
  readonly settle: (item: Attributes | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Joins what is read in one turn of the event loop, of any table and for whomever, in one consistent BatchGetItem: a call
 * costs the process half a millisecond of CPU, a further key a few microseconds.
 */
class JoinedReads {
  /** By name, since a key may not stand twice in one call. */
  private waiting = new Map<string, Read>();

  constructor(private readonly client: Client) {}

  read(table: string, key: Attributes): Promise<Attributes | undefined> {
    const read = readOf(table, key);
    const joined = this.waiting.get(read.name);
    if (joined) return joined.item;
    if (this.waiting.size === 0) {
      setImmediate(() => {
        this.sendAll();
      });
    }
    this.waiting.set(read.name, read);
    return read.item;
  }

  private sendAll(): void {
    const reads = [...this.waiting.values()];
    this.waiting = new Map();
    for (let start = 0; start < reads.length; start += MAX_KEYS) {
      void this.send(reads.slice(start, start + MAX_KEYS));
    }
  }

  private async send(reads: readonly Read[]): Promise<void> {
    const left = new Set(reads);
    try {
      await settleAll(this.client, left);
    } catch (error) {
      // What is refused may be one key's fault, which must not become that of the others.
      if (left.size > 1 && !isTransient(error)) await Promise.all([...left].map((read) => this.send([read])));
      else for (const read of left) read.fail(error);
    }
  }
}

/** Settles the reads and takes them out of `left`; throws where some are left: what DynamoDB leaves unprocessed is asked for again. */
async function settleAll(client: Client, left: Set<Read>): Promise<void> {
  for (let round = 0; left.size > 0; round += 1) {
    if (round === MAX_ROUNDS) {
      throw unavailable(new Error(`BatchGetItem left ${left.size} keys unprocessed`), 1);
    }
    if (round > 0) await sleep(FIRST_PAUSE_MS * 2 ** round * Math.random());
    for (const read of await settleSome(client, [...left])) left.delete(read);
  }
}

/** Settles what one call answers, and gives it back. */
async function settleSome(client: Client, reads: readonly Read[]): Promise<readonly Read[]> {
  const command = new BatchGetItemCommand({ RequestItems: requestFor(reads) });
  const { Responses = {}, UnprocessedKeys = {} } = await answerOf(client.send(command));
  const keyOf = new Map(reads.map(({ table, key }) => [table, key]));
  const namesIn = (found: Record<string, readonly Attributes[] | undefined>) =>
    Object.entries(found).flatMap(([table, items = []]) =>
      items.map((item) => [nameOf(table, keyOf.get(table) ?? {}, item), item] as const),
    );
  const items = new Map(namesIn(Responses));
  const left = new Map(
    namesIn(Object.fromEntries(Object.entries(UnprocessedKeys).map(([table, { Keys }]) => [table, Keys]))),
  );
  const asked = new Set(reads.map(({ name }) => name));
  // What is absent here may be the end of a session, so only an answer that is whole may say that something is.
  const isWhole =
    [...items.keys(), ...left.keys()].every((name) => asked.has(name)) &&
    reads.every(({ name, table }) => left.has(name) || Object.hasOwn(Responses, table));
  if (!isWhole) throw unavailable(new Error('BatchGetItem did not answer what it was asked'));
  const answered = reads.filter(({ name }) => !left.has(name));
  for (const { name, settle } of answered) settle(items.get(name));
  return answered;
}

/** One for each client, so that adapters of different tables share their calls. */
const readsOf = new WeakMap<Client, JoinedReads>();

/**
 * The item with this key as it is now (a consistent read), or undefined where there is none. Reads that are begun in the same
 * turn of the event loop, whoever begins them, share one BatchGetItem:
 *
 *     const [session, profile] = await Promise.all([
 *       readItem(client, sessions, sessionKey(id)),
 *       readItem(client, profiles, { userId: { S: userId } }),
 *     ]);
 *
 * The key has all key attributes of the table, strings or numbers. The item may be shared with others: do not change it.
 * Throws `service_unavailable` or `internal_error`, a failed call to those alone who shared it. The role needs
 * `dynamodb:BatchGetItem` on the table.
 */
export function readItem(client: Client, table: string, key: Attributes): Promise<Attributes | undefined> {
  let reads = readsOf.get(client);
  if (reads === undefined) {
    reads = new JoinedReads(client);
    readsOf.set(client, reads);
  }
  return reads.read(table, key);
}

/**
 * As `readItem` for those of up to 100 keys that there are, in the order of the keys, in a call of their own: a long list must
 * not keep others waiting. A key that is given twice counts once: DynamoDB refuses to be asked twice, and an index that
 * follows its table with a delay may name an item where it was and where it is.
 */
export async function readItems(
  client: Client,
  table: string,
  keys: readonly Attributes[],
): Promise<readonly Attributes[]> {
  const reads = new Map(keys.map((key) => [nameOf(table, key, key), readOf(table, key)]));
  await settleAll(client, new Set(reads.values()));
  const items = await Promise.all([...reads.values()].map(({ item }) => item));
  return items.filter((item) => item !== undefined);
}

function readOf(table: string, key: Attributes): Read {
  const { promise, resolve, reject } = withResolvers();
  return { name: nameOf(table, key, key), table, key, item: promise, settle: resolve, fail: reject };
}

/** What names an item among all tables: its own values of the attributes that the key has. */
function nameOf(table: string, key: Attributes, item: Attributes): string {
  const attributes = Object.keys(key).sort();
  return JSON.stringify([table, ...attributes.map((attribute) => item[attribute])]);
}

function requestFor(reads: readonly Read[]): Record<string, KeysAndAttributes> {
  const keys = new Map<string, Attributes[]>();
  for (const { table, key } of reads) {
    const ofTable = keys.get(table);
    if (ofTable) ofTable.push(key);
    else keys.set(table, [key]);
  }
  return Object.fromEntries([...keys].map(([table, Keys]) => [table, { Keys, ConsistentRead: true }]));
}

function withResolvers() {
  let resolve!: (item: Attributes | undefined) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<Attributes | undefined>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  return { promise, resolve, reject };
}
