// The load, in a process of its own: `load.mjs TOKENS` takes jobs as messages and answers each with what it has measured.
// Each connection has its own share of the tokens and sends them in turn, so that all of them are in turn.
//
// It never sleeps: to wake a process on another core takes an interrupt, which is dear on a virtual machine and which the
// kernel counts to who sends the answer. A fast server keeps the load awake and would be spared it, a slow one not.
import autocannon from 'autocannon';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const CALIBRATION_MS = 100;

const allTokens = readFileSync(process.argv[2], 'utf8').split('\n');
// The first time is for the optimiser.
await turnsPerMs(() => sleep(CALIBRATION_MS));
process.on('message', async (job) => process.send(await done(job)));
console.log('ready');

async function done(job) {
  const emptyTurnsPerMs = await turnsPerMs(() => sleep(CALIBRATION_MS));
  let result;
  const turns = await turnsPerMs(async () => {
    result = await measured(job);
  });
  const { latency, non2xx, errors, timeouts } = result;
  const answered = result['2xx'] + non2xx;
  return {
    answered,
    failed: non2xx + errors + timeouts,
    perSecond: answered / result.duration,
    p50: latency.p50,
    p99: latency.p99,
    busy: Math.max(0, 1 - turns / emptyTurnsPerMs),
  };
}

function measured({ url, from, count, connections, seconds, amount }) {
  const tokens = allTokens.slice(from, from + count);
  const share = Math.max(1, Math.floor(tokens.length / connections));
  let next = 0;
  return autocannon({
    url,
    sampleInt: 50,
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    setupClient(client) {
      const first = tokens.length < connections ? 0 : share * next++;
      const own = tokens.slice(first, first + share);
      client.setRequests(
        own.map((token) => ({ method: 'GET', headers: { authorization: `Bearer ${token}` } })),
      );
    },
  });
}

/** Turns of the event loop, without a pause, until the work is done: those that find nothing to do are the most. */
async function turnsPerMs(work) {
  let turns = 0;
  let immediate = setImmediate(function turn() {
    turns += 1;
    immediate = setImmediate(turn);
  });
  const startedAt = performance.now();
  await work();
  clearImmediate(immediate);
  return turns / (performance.now() - startedAt);
}
