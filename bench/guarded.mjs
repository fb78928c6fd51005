import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoadGenerator } from './support/load-generator.mjs';
import { BESIDE, MEASURED } from './support/processes.mjs';
import { metricOf, startService } from './support/service.mjs';
import { inTurn, median } from './support/statistics.mjs';
import { CLIENT_ID, person } from './support/tokens.mjs';

const PEOPLE = 10_000;
const CONNECTIONS = 50;
const SECONDS = 1;
/** For how long the delay of the event loop is watched. */
const WATCHED_SECONDS = 3;
/** Twice the four seconds after which it reads again. */
const POLLING_AFTER_SECONDS = 9;
/** Of a round in which no token is seen twice, and to how many people they belong. */
const NEW = { tokens: 3_000, people: 100 };
/** Of a round in which nobody is seen twice. */
const NEW_PEOPLE = 1_000;
/** Use of a session is told to the registry a minute after it was last told, or last read. */
const USES_TOLD_WITHIN_MS = 90_000;
/** Without a write after most of them: then none is left. Those of the first sessions that were read come long before. */
const TOLD_AFTER_SECONDS = 5;
const LISTENING = /^listening (\S+)$/m;

const PEERS = {
  'bare Fastify, no authentication': ['bench/peers/bare-fastify.mjs'],
  'Fastify + aws-jwt-verify': ['bench/peers/fastify-aws-jwt-verify.mjs'],
  'Nest + aws-jwt-verify': ['bench/peers/nest.mjs', 'guarded'],
  'Express + passport-jwt + jwks-rsa': ['bench/peers/express-passport.mjs'],
};
const BASE = 'bare Fastify, no authentication';
const SERVICE = 'this service';
const DELAY = 'nodejs_eventloop_lag_p99_seconds';

/**
 * Where the tokens of a round begin, how many there are, and for how long or how many requests; `warm` is how many are
 * read before; `servers` are all where it does not say. In this order the ten thousand are measured within the minute in
 * which none of their use is written, and after it all of it is, before anything else is measured; and what verifies
 * tokens has seen enough of them to be optimised before new ones are measured.
 */
const TRAFFICS = {
  hot: { title: 'one hot token', warm: NEW.people, job: () => ({ from: 0, count: 1, seconds: SECONDS }) },
  many: {
    title: '10,000 tokens in turn',
    warm: PEOPLE,
    job: () => ({ from: 0, count: PEOPLE, seconds: SECONDS }),
  },
  new: {
    title: 'every token new, of users whose state is known',
    job: (round) => ({ from: PEOPLE + round * NEW.tokens, count: NEW.tokens, amount: NEW.tokens }),
  },
  unknown: {
    title: 'every token new, of users seen for the first time',
    servers: [BASE, 'Fastify + aws-jwt-verify', SERVICE],
    job: (round, rounds) => ({
      from: PEOPLE + (rounds + 1) * NEW.tokens + round * NEW_PEOPLE,
      count: NEW_PEOPLE,
      amount: NEW_PEOPLE,
    }),
  },
};

/** `GET /users/me` by the service and by its peers, under each traffic. */
export async function guarded({ processes, issuer, rounds, traffic: only, report }) {
  const tokensFile = join(processes.folder, 'tokens');
  writeFileSync(tokensFile, (await tokensOf(issuer, rounds + 1)).join('\n'));
  const { servers, upstream } = await started({ processes, issuer });
  const service = servers.at(-1);
  const generator = await LoadGenerator.start(processes, tokensFile);
  const load = (server, job) => oneRound(generator, server, { connections: CONNECTIONS, ...job });
  // From its first polls on it keeps what does not change.
  await load(service, { from: 0, count: 1, connections: 1, seconds: POLLING_AFTER_SECONDS });
  const traffics = {};
  const delays = [];
  for (const [name, { title, warm, job, servers: names }] of Object.entries(TRAFFICS)) {
    if (only !== undefined && name !== only) continue;
    if (warm !== undefined) await load(service, { from: 0, count: warm, amount: warm });
    await callsOf(upstream);
    const taking = servers.filter((server) => names?.includes(server.name) ?? true);
    traffics[name] = await measured({ servers: taking, rounds, load, job });
    printTraffic(report, { name, title, rows: traffics[name] });
    const calls = await callsOf(upstream);
    console.log(`\nCalls of the service meanwhile: ${JSON.stringify(calls)}`);
    if (warm !== undefined) delays.push([title, await delayMs(service, () => load(service, watched(job)))]);
    if (name === 'many') printUses(report, await writesOfUse(service, upstream));
  }
  delays.unshift(['no traffic', await delayMs(service, () => sleep(1_000 * WATCHED_SECONDS))]);
  report.add(
    'delay',
    "Delay of the service's event loop, warm",
    ['traffic', 'p99 ms'],
    delays.map(([title, ms]) => [title, ms.toFixed(1)]),
  );
  await generator.end(processes);
  for (const server of [...servers, upstream]) await processes.end(server);
  return { traffics };
}

function watched(job) {
  return { ...job(0), seconds: WATCHED_SECONDS };
}

/** Everybody's first, then those of known people, then those of people that nobody has seen. */
function tokensOf(issuer, rounds) {
  const everybody = Array.from({ length: PEOPLE }, (_, number) => number);
  const known = Array.from({ length: rounds * NEW.tokens }, (_, number) => number % NEW.people);
  const unknown = Array.from({ length: rounds * NEW_PEOPLE }, (_, number) => PEOPLE + number);
  const numbers = [...everybody, ...known, ...unknown];
  return Promise.all(numbers.map((number) => issuer.token(person(number))));
}

async function measured({ servers, rounds, load, job }) {
  const samples = Object.fromEntries(servers.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const server of inTurn(servers, round)) {
      const sample = await load(server, job(round, rounds));
      // The first round is for the optimiser and the caches.
      if (round > 0) samples[server.name].push(sample);
    }
  }
  return summary(samples);
}

/** Reading the metric begins it anew, so that it holds nothing from before. */
async function delayMs(service, work) {
  await metricOf(service, DELAY);
  await work();
  return 1_000 * (await metricOf(service, DELAY));
}

/** What telling the registry of the last use of ten thousand sessions costs, while nothing else happens. */
async function writesOfUse(service, upstream) {
  const deadline = performance.now() + USES_TOLD_WITHIN_MS;
  let [writes, cpuMs, quiet] = [0, 0, 0];
  await callsOf(upstream);
  while (performance.now() < deadline && quiet < TOLD_AFTER_SECONDS) {
    const before = service.cpuMs();
    await sleep(1_000);
    const told = (await callsOf(upstream))['UpdateItem sessions'] ?? 0;
    if (told > 0) [writes, cpuMs, quiet] = [writes + told, cpuMs + service.cpuMs() - before, 0];
    else if (writes > PEOPLE / 2) quiet += 1;
  }
  return { writes, cpuMicros: (cpuMs * 1_000) / writes };
}

async function callsOf(upstream) {
  const { calls } = await (await fetch(`${upstream.answer}/take`, { method: 'POST' })).json();
  return calls;
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
  return { servers: [...servers, { ...service, name: SERVICE }], upstream };
}

async function oneRound(generator, server, job) {
  const before = server.cpuMs();
  const result = await generator.run({ ...job, url: `${server.origin}/api/v1/users/me` });
  const cpuMs = server.cpuMs() - before;
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

function printTraffic(report, { name, title, rows }) {
  report.add(
    `guarded-${name}`,
    `Guarded request, ${title}`,
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
  );
}

function printUses(report, { writes, cpuMicros }) {
  const perSecond = PEOPLE / 60;
  report.add(
    'uses',
    'Writes of the last use of sessions',
    ['what', 'measured'],
    [
      ['writes seen', writes.toLocaleString('en')],
      ['CPU µs a write', cpuMicros.toFixed(0)],
      [
        `of one core, for ${PEOPLE.toLocaleString('en')} users who go on and on (${perSecond.toFixed(0)} a second)`,
        `${((perSecond * cpuMicros) / 10_000).toFixed(0)} %`,
      ],
    ],
  );
}
