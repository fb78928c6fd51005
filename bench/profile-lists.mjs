// What a page of profiles costs in directories of a thousand, ten thousand and a hundred thousand people: consumed read
// units and median time, on embedded DynamoDB servers in a thread of their own. Sizes take turns, so that a busy machine
// slows all of them alike. `npm run bench:lists`
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createDynamoDbClient } from '../dist/aws/dynamodb-client.js';
import { SilentObserver } from '../dist/aws/silent-observer.js';
import { tableName } from '../dist/aws/table-name.js';
import { EmbeddedDynamoDbServer } from '../dist/embedded/dynamodb/dynamodb-server.js';
import { ensureTables } from '../dist/provisioning/ensure-tables.js';
import { DynamoDbProfileRepository } from '../dist/users/dynamodb/dynamodb-profile-repository.js';
import { profileTable, toProfileItem } from '../dist/users/dynamodb/profile.table.js';
import { newProfile } from '../dist/users/new-profile.js';

/** `bench/run.mjs` asks for smaller ones. */
const SIZES = process.env.BENCH_SIZES?.split(',').map(Number) ?? [1_000, 10_000, 100_000];
const LIMIT = 25;
const ROUNDS = 60;
const WARM_UP = 10;
const SEEDED_AT_ONCE = 4;
const TABLE_PREFIX = 'bench-';
const START = Date.parse('2026-01-01T00:00:00.000Z');

const ROLES = { HR: 0.05, Manager: 0.15, Employee: 0.8 };
const STATUSES = { DISABLED: 0.01, UNCONFIRMED: 0.04, ACTIVE: 0.95 };
const DEPARTMENTS = 20;
const NAMES = 20;

/** Position 0 is the first page, 1 the end of the list. */
const PAGES = {
  'first page': { query: {}, position: 0 },
  'middle page': { query: {}, position: 0.5 },
  'deep page': { query: {}, position: 0.95 },
  'by role, first': { query: { role: 'HR' }, position: 0 },
  'by role, middle': { query: { role: 'HR' }, position: 0.2 },
  'by department': { query: { department: 'Department 7' }, position: 0 },
  'by status': { query: { status: 'UNCONFIRMED' }, position: 0 },
  'by beginning of e-mail': { query: { email: 'name7.' }, position: 0 },
  'by department and status': { query: { department: 'Department 7', status: 'ACTIVE' }, position: 0 },
  'hardly anybody matches': { query: { role: 'HR', status: 'UNCONFIRMED' }, position: 0 },
};

if (isMainThread) await main();
else await serve();

/** The servers, one for each size, until the main thread has had enough. */
async function serve() {
  const servers = await Promise.all(
    workerData.map((dataDir) => EmbeddedDynamoDbServer.start({ port: 0, dataDir })),
  );
  parentPort.postMessage(servers.map(({ endpoint }) => endpoint));
  await once(parentPort, 'message');
  await Promise.all(servers.map((server) => server.close()));
  parentPort.close();
}

async function main() {
  const begun = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'bench-lists-'));
  const worker = new Worker(new URL(import.meta.url), {
    workerData: SIZES.map((size) => join(folder, String(size))),
  });
  try {
    const [endpoints] = await once(worker, 'message');
    const directories = [];
    for (const [index, size] of SIZES.entries()) directories.push(await seeded(size, endpoints[index]));
    const seededAfter = performance.now() - begun;
    print(await measured(directories));
    const total = performance.now() - begun;
    console.log(`\nSeeded in ${seconds(seededAfter)}, ${seconds(total)} in all.`);
    for (const { client } of directories) client.destroy();
    worker.postMessage('enough');
    await once(worker, 'exit');
  } finally {
    await worker.terminate();
    await rm(folder, { recursive: true });
  }
}

async function seeded(size, endpoint) {
  const connection = {
    region: 'us-east-1',
    dynamodb: { endpoint, credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } },
    tablePrefix: TABLE_PREFIX,
  };
  const client = createDynamoDbClient(connection, new SilentObserver());
  await ensureTables(client, TABLE_PREFIX, [profileTable]);
  const batches = Array.from({ length: size / 25 }, (_, batch) => batch * 25).values();
  await Promise.all(Array.from({ length: SEEDED_AT_ONCE }, () => write(client, batches)));
  console.log(`${size} profiles are there.`);
  const cost = countReadUnits(client);
  return { size, client, cost, repository: new DynamoDbProfileRepository(client, connection) };
}

async function write(client, batches) {
  const table = tableName(TABLE_PREFIX, profileTable);
  for (const first of batches) {
    const people = Array.from({ length: 25 }, (_, index) => profileOf(first + index));
    let left = { [table]: people.map((person) => ({ PutRequest: { Item: toProfileItem(person) } })) };
    while (Object.keys(left).length > 0) {
      const { UnprocessedItems = {} } = await client.send(new BatchWriteCommand({ RequestItems: left }));
      left = UnprocessedItems;
    }
  }
}

/** The same person each time, of random looks. */
function profileOf(person) {
  const hash = createHash('sha256').update(String(person)).digest();
  const [role, status] = [pick(ROLES, hash.readUInt32BE(16)), pick(STATUSES, hash.readUInt32BE(20))];
  const id = hash.toString('hex');
  const identity = {
    userId: [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20, 32)].join('-'),
    email: `name${hash[24] % NAMES}.${person}@example.com`,
    emailVerified: true,
    firstName: 'Ada',
    lastName: 'Lovelace',
    role,
    department: `Department ${hash[25] % DEPARTMENTS}`,
    employeeId: `E-${person}`,
    termsVersion: '1',
    termsAcceptedAt: timeOf(person),
  };
  return newProfile(identity, status, timeOf(person));
}

function timeOf(person) {
  return new Date(START + person * 60_000).toISOString();
}

function pick(shares, random) {
  let left = random / 2 ** 32;
  return Object.entries(shares).find(([, share]) => (left -= share) < 0)?.[0] ?? Object.keys(shares).at(-1);
}

function countReadUnits(client) {
  const cost = { calls: 0, readUnits: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      cost.calls += 1;
      for (const { CapacityUnits } of [answer.output.ConsumedCapacity].flat())
        cost.readUnits += CapacityUnits;
      return answer;
    },
    { step: 'initialize', name: 'countReadUnits' },
  );
  return cost;
}

/** By page, what each size took: calls, read units, profiles found and the median time. */
async function measured(directories) {
  const results = {};
  for (const [name, { query, position }] of Object.entries(PAGES)) {
    const samples = directories.map(() => []);
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const index of takingTurns(directories.length, round)) {
        const sample = await onePage(directories[index], query, positionIn(directories[index], position));
        if (round >= 0) samples[index].push(sample);
      }
    }
    results[name] = samples.map((ofSize) => ({
      ...ofSize[0],
      ms: ofSize.map(({ ms }) => ms).sort((a, b) => a - b)[ROUNDS / 2],
    }));
  }
  return results;
}

function takingTurns(count, round) {
  return Array.from({ length: count }, (_, index) => (((index + round) % count) + count) % count);
}

/** Where somebody of this place in the list was created. */
function positionIn({ size }, position) {
  if (position === 0) return null;
  return toProfileItem(profileOf(Math.round(size * (1 - position)))).createdKey;
}

async function onePage({ repository, cost }, query, position) {
  const before = { ...cost };
  const started = performance.now();
  const { profiles } = await repository.list(query, LIMIT, position);
  const ms = performance.now() - started;
  return {
    ms,
    found: profiles.length,
    calls: cost.calls - before.calls,
    readUnits: cost.readUnits - before.readUnits,
  };
}

function print(results) {
  const [smallest, largest] = [SIZES.at(0), SIZES.at(-1)].map((size) => size.toLocaleString('en'));
  const between = (a, b) => (b === 0 ? '–' : (a / b).toFixed(2));
  console.log(
    `\nPages of ${LIMIT} on ${cpus().length} cores, median of ${ROUNDS}. Ratio: ${largest} to ${smallest}.\n`,
  );
  console.log(
    `| page | found | calls | read units | ratio | ms | ratio |\n| --- | --- | --- | --- | --- | --- | --- |`,
  );
  for (const [name, sizes] of Object.entries(results)) {
    const column = (text) => sizes.map(text).join(' · ');
    const [first, last] = [sizes.at(0), sizes.at(-1)];
    const cells = [
      name,
      column(({ found }) => found),
      column(({ calls }) => calls),
      column(({ readUnits }) => readUnits),
      between(last.readUnits, first.readUnits),
      column(({ ms }) => ms.toFixed(1)),
      between(last.ms, first.ms),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function seconds(ms) {
  return `${Math.round(ms / 1_000)} s`;
}
