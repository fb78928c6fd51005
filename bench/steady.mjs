import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoadGenerator } from './support/load-generator.mjs';
import { BESIDE, MEASURED, memoryMb } from './support/processes.mjs';
import { startService } from './support/service.mjs';
import { person } from './support/tokens.mjs';

const CONNECTIONS = 50;
/** So long that most users get their turn, also of the largest size. */
const secondsFor = (users) => Math.max(4, users / 5_000);
/** Until the service polls for changes. */
const POLLING_AFTER_MS = 9_500;
/** After this what was read before the first poll is not believed any more. */
const FRESH_MS = 4_000;
const CHANGES_A_SECOND = 5;
const READS = /^BatchGetItem (profiles|sessions)/;

/** How often users who go on and on are read again, while nobody and while somebody changes something. */
export async function steady({ processes, issuer, full, report }) {
  const sizes = full ? [1_000, 10_000, 50_000] : [1_000, 5_000];
  const tokensFile = join(processes.folder, 'steady-tokens');
  const people = Array.from({ length: sizes.at(-1) }, (_, number) => person(number));
  const tokens = await Promise.all(people.map((who) => issuer.token(who)));
  writeFileSync(tokensFile, tokens.join('\n'));
  const upstream = await processes.start('steady-stand-in', ['bench/support/stand-in.mjs', '0', '0'], {
    core: BESIDE,
    ready: /^listening (\S+)$/m,
  });
  const generator = await LoadGenerator.start(processes, tokensFile);
  const rows = [];
  for (const users of sizes) {
    const service = await startService(processes, 'steady', {
      core: MEASURED,
      issuer,
      dynamodb: upstream.answer,
      cognito: upstream.answer,
    });
    rows.push(await ofSize({ generator, service, upstream, tokens, users }));
    await processes.end(service);
  }
  await generator.end(processes);
  await processes.end(upstream);
  print(rows, report);
  return rows;
}

async function ofSize({ generator, service, upstream, tokens, users }) {
  const url = `${service.origin}/api/v1/users/me`;
  const call = (token, init) =>
    fetch(url, { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } });
  const seconds = secondsFor(users);
  const take = async () => (await (await fetch(`${upstream.answer}/take`, { method: 'POST' })).json()).calls;
  const load = (amount) => {
    const length = amount === undefined ? { seconds } : { amount };
    return generator.run({ url, from: 0, count: users, connections: CONNECTIONS, ...length });
  };
  for (let passed = 0; passed < POLLING_AFTER_MS; passed += 500) {
    await call(tokens[0]);
    await sleep(500);
  }
  await load(users);
  // Whoever was read before the first poll is read again, and after it nobody.
  await sleep(FRESH_MS);
  await load(users);
  await take();
  const quiet = await load();
  const quietCalls = await take();
  const changing = (async () => {
    for (let change = 0; change < CHANGES_A_SECOND * seconds; change += 1) {
      await call(tokens[change], {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ lastName: `King${change}` }),
      });
      await sleep(1000 / CHANGES_A_SECOND);
    }
  })();
  await load();
  await changing;
  const changedCalls = await take();
  return {
    users,
    perSecond: quiet.perSecond,
    reads: readsOf(quietCalls) / seconds,
    polls: (quietCalls['BatchGetItem counters'] ?? 0) / seconds,
    changedReads: readsOf(changedCalls) / seconds,
    memory: memoryMb(service.pid),
  };
}

function readsOf(calls) {
  const counted = Object.entries(calls).filter(([name]) => READS.test(name));
  return counted.reduce((sum, [, count]) => sum + count, 0);
}

function print(rows, report) {
  const changes = `reads, ${CHANGES_A_SECOND} changes a second`;
  report.add(
    'steady',
    'Active users, steady: calls to DynamoDB a second',
    ['users', 'requests', 'reads, no changes', 'polls', changes, 'memory'],
    rows.map((row) => [
      row.users.toLocaleString('en'),
      Math.round(row.perSecond).toLocaleString('en'),
      row.reads.toFixed(1),
      row.polls.toFixed(1),
      row.changedReads.toFixed(1),
      `${row.memory} MB`,
    ]),
  );
}
