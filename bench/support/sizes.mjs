import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createDynamoDbClient } from '../../dist/aws/dynamodb-client.js';
import { SilentObserver } from '../../dist/aws/silent-observer.js';
import { tableName } from '../../dist/aws/table-name.js';
import { ensureTables } from '../../dist/provisioning/ensure-tables.js';
import { CREDENTIALS, TABLE_PREFIX } from './items.mjs';
import { inTurn, median, table } from './statistics.mjs';

const WARM_UP = 10;
const SEEDED_AT_ONCE = 4;
const BATCH = 25;

/**
 * What the same reads cost in tables of several sizes: calls, items read, consumed read units and time, on embedded
 * DynamoDB servers whose stores are at rest. Sizes take turns, so that a busy machine slows all of them alike.
 * `itemOf(number)` is in plain attribute values; a read gets what `reader` made and its size, and answers how much
 * it has found.
 */
export async function compareSizes({ sizes, rounds, definition, itemOf, reader, reads }) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-sizes-'));
  const workerData = sizes.map((size) => join(folder, String(size)));
  const worker = new Worker(new URL('sized-servers.mjs', import.meta.url), { workerData });
  try {
    const [endpoints] = await once(worker, 'message');
    const tables = [];
    for (const [index, size] of sizes.entries()) {
      tables.push(await seeded({ size, endpoint: endpoints[index], definition, itemOf, reader }));
    }
    worker.postMessage('filled');
    await once(worker, 'message');
    const results = {};
    for (const [name, read] of Object.entries(reads)) results[name] = await compared(tables, read, rounds);
    for (const { client } of tables) client.destroy();
    worker.postMessage('enough');
    await once(worker, 'exit');
    return results;
  } finally {
    await worker.terminate();
    await rm(folder, { recursive: true });
  }
}

async function seeded({ size, endpoint, definition, itemOf, reader }) {
  const connection = {
    region: 'us-east-1',
    dynamodb: { endpoint, credentials: CREDENTIALS },
    tablePrefix: TABLE_PREFIX,
  };
  const client = createDynamoDbClient(connection, new SilentObserver());
  await ensureTables(client, TABLE_PREFIX, [definition]);
  const name = tableName(TABLE_PREFIX, definition);
  const batches = Array.from({ length: size / BATCH }, (_, batch) => batch * BATCH).values();
  const work = async () => {
    for (const first of batches) await write(client, name, first, itemOf);
  };
  await Promise.all(Array.from({ length: SEEDED_AT_ONCE }, work));
  return { size, client, cost: countReadUnits(client), reader: reader(client, connection) };
}

async function write(client, name, first, itemOf) {
  const puts = Array.from({ length: BATCH }, (_, index) => ({ PutRequest: { Item: itemOf(first + index) } }));
  let left = { [name]: puts };
  while (Object.keys(left).length > 0) {
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems: left }));
    left = UnprocessedItems;
  }
}

function countReadUnits(client) {
  const cost = { calls: 0, items: 0, readUnits: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { Items, Responses = {} } = answer.output;
      cost.calls += 1;
      cost.items += (Items ?? Object.values(Responses).flat()).length;
      for (const { CapacityUnits } of [answer.output.ConsumedCapacity].flat())
        cost.readUnits += CapacityUnits;
      return answer;
    },
    { step: 'initialize', name: 'countReadUnits' },
  );
  return cost;
}

async function compared(tables, read, rounds) {
  const samples = new Map(tables.map(({ size }) => [size, []]));
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    for (const each of inTurn(tables, round)) {
      const sample = await sampled(each, read);
      if (round >= WARM_UP) samples.get(each.size).push(sample);
    }
  }
  return [...samples].map(([size, ofSize]) => {
    const times = ofSize.map(({ ms }) => ms);
    // What else the machine does only ever adds to a time: the fastest ones differ by what is read alone.
    return { ...ofSize[0], size, ms: median(times), fastestMs: Math.min(...times) };
  });
}

async function sampled({ size, cost, reader }, read) {
  const before = { ...cost };
  const startedAt = performance.now();
  const found = await read(reader, size);
  const ms = performance.now() - startedAt;
  const spent = Object.entries(cost).map(([what, total]) => [what, total - before[what]]);
  return { ms, found, ...Object.fromEntries(spent) };
}

export function sizesTable(what, results) {
  const between = (a, b) => (b === 0 ? '–' : (a / b).toFixed(2));
  const sizes = Object.values(results)[0].map(({ size }) => size.toLocaleString('en'));
  const rows = Object.entries(results).map(([name, ofSizes]) => {
    const column = (text) => ofSizes.map(text).join(' · ');
    const [first, last] = [ofSizes.at(0), ofSizes.at(-1)];
    return [
      name,
      column(({ found }) => found),
      column(({ calls }) => calls),
      column(({ items }) => items),
      column(({ readUnits }) => readUnits),
      between(last.readUnits, first.readUnits),
      column(({ ms }) => ms.toFixed(1)),
      between(last.fastestMs, first.fastestMs),
    ];
  });
  return table(
    [
      `${what}, ${sizes.join(' · ')}`,
      'found',
      'calls',
      'items read',
      'read units',
      'ratio',
      'ms',
      'ratio of the fastest',
    ],
    rows,
  );
}
