// The load, in a process of its own: `load.mjs JOB.json` prints one line of JSON. Each connection has its own share of the
// tokens and sends them in turn, so that all of them are in turn.
import autocannon from 'autocannon';
import { readFileSync } from 'node:fs';

const { url, tokensFile, from, count, connections, seconds, amount } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);
const tokens = readFileSync(tokensFile, 'utf8')
  .split('\n')
  .slice(from, from + count);
const share = Math.max(1, Math.floor(tokens.length / connections));
let next = 0;
const cpu = process.cpuUsage();
const startedAt = performance.now();
const result = await autocannon({
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
const wallMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpu);
const { latency, non2xx, errors, timeouts } = result;
const answered = result['2xx'] + non2xx;
console.log(
  `RESULT ${JSON.stringify({
    answered,
    failed: non2xx + errors + timeouts,
    perSecond: answered / result.duration,
    p50: latency.p50,
    p99: latency.p99,
    busy: (user + system) / 1000 / wallMs,
  })}`,
);
