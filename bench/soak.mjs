// A thousand connections of mixed guarded and sign-in traffic against the built service on embedded servers, each in a
// process of its own, all on loopback. Only documented statuses may come back, and memory must stay flat.
// `npm run soak -- --seconds 60 --connections 1000`
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startDeployment } from './soak-deployment.mjs';
import { Load, signIn } from './soak-load.mjs';

const SAMPLE_MS = 500;
const PEOPLE = 10;
/** What heap and memory may grow from the second quarter to the last: garbage is collected when it pleases. */
const GROWTH = { ratio: 1.3, megabytes: 40 };

const { seconds, connections } = options();
const statuses = await documentedStatuses();
const deployment = await startDeployment(PEOPLE);
let faults;
try {
  faults = await soak();
} finally {
  await deployment.stop();
}
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function soak() {
  const people = [];
  for (const person of deployment.people) people.push(await signIn(deployment.origin, person));
  const load = new Load({ origin: deployment.origin, people, connections });
  const startedAt = performance.now();
  load.start();
  const samples = [];
  while (performance.now() - startedAt < seconds * 1000) {
    await sleep(SAMPLE_MS);
    samples.push(await sample());
  }
  const elapsed = (performance.now() - startedAt) / 1000;
  await load.stop();
  return report(load, samples, elapsed);
}

/** The service's own view of itself. */
async function sample() {
  const text = await (await fetch(`${deployment.origin}/metrics`)).text();
  const gauge = (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    rss: gauge('process_resident_memory_bytes') / 2 ** 20,
    heap: gauge('nodejs_heap_size_used_bytes') / 2 ** 20,
    lag: gauge('nodejs_eventloop_lag_p99_seconds') * 1000,
  };
}

function report(load, samples, elapsed) {
  console.log(`${connections} connections for ${elapsed.toFixed(0)} s on ${cpus().length} cores`);
  const faults = [];
  for (const [operation, seen] of Object.entries(load.seen)) {
    const total = [...seen.statuses.values()].reduce((sum, count) => sum + count, 0);
    const counts = [...seen.statuses].map(([status, count]) => `${status} × ${count}`).join(', ');
    const [p50, p99] = [0.5, 0.99].map((share) => quantile(seen.times, share).toFixed(0));
    console.log(
      `${operation}: ${(total / elapsed).toFixed(0)}/s, median ${p50} ms, p99 ${p99} ms: ${counts}`,
    );
    if (!seen.statuses.has(200)) faults.push(`${operation} never succeeded`);
    for (const status of seen.statuses.keys()) {
      if (!statuses[operation].includes(String(status))) faults.push(`${operation} answered ${status}`);
    }
  }
  const quarter = Math.floor(samples.length / 4);
  for (const kind of ['heap', 'rss']) {
    const before = lowest(samples.slice(quarter, 2 * quarter + 1), kind);
    const after = lowest(samples.slice(-quarter - 1), kind);
    console.log(`${kind}: ${before.toFixed(0)} MB after warm-up, ${after.toFixed(0)} MB at the end`);
    if (!(after < before * GROWTH.ratio + GROWTH.megabytes)) faults.push(`${kind} grew`);
  }
  const lags = samples.map(({ lag }) => lag);
  console.log(
    `event loop delay, p99 of each sample: median ${quantile(lags, 0.5).toFixed(0)} ms, worst ${Math.max(...lags).toFixed(0)} ms`,
  );
  return faults;
}

function lowest(samples, kind) {
  return Math.min(...samples.map((each) => each[kind]));
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

async function documentedStatuses() {
  const { paths } = JSON.parse(await readFile(new URL('../docs/openapi.json', import.meta.url), 'utf8'));
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  return Object.fromEntries(
    operations.map(({ operationId, responses }) => [operationId, Object.keys(responses)]),
  );
}

/** Bounded, so that a slip of the keyboard does not keep a machine busy for a day. */
function options() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      connections: { type: 'string', default: '1000' },
    },
  });
  const [forSeconds, atOnce] = [Number(values.seconds), Number(values.connections)];
  if (!(forSeconds >= 2 && forSeconds <= 3600 && atOnce >= 1 && atOnce <= 10_000)) {
    throw new Error('--seconds takes 2 to 3600, --connections 1 to 10000');
  }
  return { seconds: forSeconds, connections: atOnce };
}
