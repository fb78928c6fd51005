// The load, in a process of its own: `load.mjs JOB.json` prints one line of JSON. Each connection has its own share of the
// tokens and sends them in turn, so that all of them are in turn.
//
// It never sleeps: to wake a process on another core takes an interrupt, which is dear on a virtual machine and which the
// kernel counts to who sends the answer. A fast server keeps the load awake and would be spared it, a slow one not.
import autocannon from 'autocannon';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const CALIBRATION_MS = 100;

const { url, tokensFile, from, count, connections, seconds, amount } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);
const tokens = readFileSync(tokensFile, 'utf8')
  .split('\n')
  .slice(from, from + count);
const share = Math.max(1, Math.floor(tokens.length / connections));
// The first time is for the optimiser.
await turnsPerMs(() => sleep(CALIBRATION_MS));
const emptyTurnsPerMs = await turnsPerMs(() => sleep(CALIBRATION_MS));
let next = 0;
let result;
const turns = await turnsPerMs(async () => {
  result = await measured();
});
const { latency, non2xx, errors, timeouts } = result;
const answered = result['2xx'] + non2xx;
console.log(
  `RESULT ${JSON.stringify({
    answered,
    failed: non2xx + errors + timeouts,
    perSecond: answered / result.duration,
    p50: latency.p50,
    p99: latency.p99,
    busy: Math.max(0, 1 - turns / emptyTurnsPerMs),
  })}`,
);

function measured() {
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
