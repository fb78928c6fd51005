import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BESIDE, MEASURED } from './support/processes.mjs';
import { metricOf, startService } from './support/service.mjs';
import { inTurn, median, table } from './support/statistics.mjs';
import { CLIENT_ID, person } from './support/tokens.mjs';

const PEOPLE = 10_000;
const CONNECTIONS = 50;
/** Twice the four seconds after which it reads again. */
const POLLING_AFTER_SECONDS = 9;
/** Of a round in which no token is seen twice. */
const NEW_TOKENS = 3_000;
/** So many people have them. */
const NEW_TOKENS_OF = 100;
const LISTENING = /^listening (\S+)$/m;

const PEERS = {
  'bare Fastify, no authentication': ['bench/peers/bare-fastify.mjs'],
  'Fastify + aws-jwt-verify': ['bench/peers/fastify-aws-jwt-verify.mjs'],
  'Nest + aws-jwt-verify': ['bench/peers/nest.mjs', 'guarded'],
  'Express + passport-jwt + jwks-rsa': ['bench/peers/express-passport.mjs'],
};
const BASE = 'bare Fastify, no authentication';
const SERVICE = 'this service';

/**
 * `count` tokens from `from` on, for so long or for so many requests. Everybody's comes first: within a minute after
 * the warm-up, before the registry is told of the use of ten thousand sessions all at once.
 */
const TRAFFICS = {
  '10,000 tokens in turn': () => ({ from: 0, count: PEOPLE, seconds: 1.5 }),
  'every token new': (round) => ({
    from: PEOPLE + round * NEW_TOKENS,
    count: NEW_TOKENS,
    amount: NEW_TOKENS,
  }),
  'one hot token': () => ({ from: 0, count: 1, seconds: 1.5 }),
};

/** `GET /users/me` by the service and by its peers, under three kinds of traffic. */
export async function guarded({ processes, issuer, rounds, traffic: only }) {
  const tokensFile = join(processes.folder, 'tokens');
  const total = PEOPLE + (rounds + 1) * NEW_TOKENS;
  writeFileSync(
    tokensFile,
    Array.from({ length: total }, (_, number) =>
      issuer.token(person(number < PEOPLE ? number : number % NEW_TOKENS_OF)),
    ).join('\n'),
  );
  const servers = await started({ processes, issuer });
  await warmUp(processes, servers.at(-1), tokensFile);
  const results = {};
  for (const [traffic, jobOf] of Object.entries(TRAFFICS)) {
    if (only !== undefined && !traffic.includes(only)) continue;
    const samples = Object.fromEntries(servers.map(({ name }) => [name, []]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const server of inTurn(servers, round)) {
        const job = { ...jobOf(round), tokensFile, connections: CONNECTIONS };
        const sample = await oneRound(processes, server, job);
        // The first round is for the optimiser and the caches.
        if (round > 0) samples[server.name].push(sample);
      }
    }
    results[traffic] = summary(samples);
  }
  const service = servers.find(({ name }) => name === SERVICE);
  const lagMs = 1000 * (await metricOf(service, 'nodejs_eventloop_lag_p99_seconds'));
  for (const server of servers) await processes.end(server);
  return { results, lagMs };
}

async function started({ processes, issuer }) {
  const upstream = await processes.start('dynamodb', ['bench/support/stand-in.mjs', '0', '0'], {
    core: BESIDE,
    ready: LISTENING,
  });
  const env = {
    NODE_ENV: 'production',
    ISSUER: issuer.url,
    JWKS_URI: issuer.jwksUri,
    JWKS: JSON.stringify(issuer.jwks),
    CLIENT_ID,
  };
  const servers = [];
  for (const [name, args] of Object.entries(PEERS)) {
    const file = name.replace(/\W+/g, '-');
    const server = await processes.start(file, args, { core: MEASURED, env, ready: LISTENING });
    servers.push({ ...server, name, origin: server.answer });
  }
  const service = await startService(processes, 'service', {
    core: MEASURED,
    issuer,
    dynamodb: upstream.answer,
  });
  return [...servers, { ...service, name: SERVICE }];
}

/** Everybody is read once, after the service has begun to poll for changes: from then on it keeps what does not change. */
async function warmUp(processes, service, tokensFile) {
  const one = { from: 0, count: 1, tokensFile, connections: 1 };
  await oneRound(processes, service, { ...one, seconds: POLLING_AFTER_SECONDS });
  await oneRound(processes, service, { ...one, count: PEOPLE, connections: CONNECTIONS, amount: PEOPLE });
}

async function oneRound(processes, server, job) {
  const file = join(processes.folder, 'job.json');
  writeFileSync(file, JSON.stringify({ ...job, url: `${server.origin}/api/v1/users/me` }));
  const before = server.cpuMs();
  const load = await processes.start('load', ['bench/support/load.mjs', file], {
    core: BESIDE,
    ready: /^RESULT (.+)$/m,
  });
  const cpuMs = server.cpuMs() - before;
  const result = JSON.parse(load.answer);
  if (result.failed > 0) throw new Error(`${server.name}: ${result.failed} requests failed`);
  return { ...result, cpuMicros: (cpuMs * 1000) / result.answered };
}

function summary(samples) {
  const of = (name, field) => median(samples[name].map((sample) => sample[field]));
  return Object.keys(samples).map((name) => ({
    name,
    perSecond: of(name, 'perSecond'),
    // Each round beside the same round of the base, so that what slows the machine slows both.
    ratio: median(samples[name].map((sample, i) => sample.perSecond / samples[BASE][i].perSecond)),
    cpuMicros: of(name, 'cpuMicros'),
    cpuRatio: median(samples[name].map((sample, i) => samples[BASE][i].cpuMicros / sample.cpuMicros)),
    p50: of(name, 'p50'),
    p99: of(name, 'p99'),
    busy: of(name, 'busy'),
  }));
}

export function printGuarded({ results, lagMs }) {
  for (const [traffic, rows] of Object.entries(results)) {
    console.log(`\n### Guarded request, ${traffic}\n`);
    console.log(
      table(
        [
          'server',
          'requests a second',
          'ratio',
          'CPU µs a request',
          'ratio by CPU',
          'p50 ms',
          'p99 ms',
          'load busy',
        ],
        rows.map((row) => [
          row.name,
          Math.round(row.perSecond).toLocaleString('en'),
          row.ratio.toFixed(2),
          row.cpuMicros.toFixed(0),
          row.cpuRatio.toFixed(2),
          row.p50,
          row.p99,
          `${Math.round(row.busy * 100)} %`,
        ]),
      ),
    );
  }
  console.log(`\nDelay of the service's event loop, p99 since its start: ${lagMs.toFixed(1)} ms.`);
}
