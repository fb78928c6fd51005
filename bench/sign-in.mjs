import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BESIDE, MEASURED } from './support/processes.mjs';
import { startService } from './support/service.mjs';
import { median, percentile } from './support/statistics.mjs';
import { person } from './support/tokens.mjs';

const COGNITO_MS = 50;
const DYNAMODB_MS = 5;
const ALONE = 60;
const WARM_UP = 40;
const AT_ONCE = 200;
const PASSWORD = 'correct-Horse-7-battery';

/** Sign-ins over stand-ins for Cognito (50 ms) and DynamoDB (5 ms): what is called, and what the service adds to it. */
export async function signIn({ processes, issuer, report }) {
  const file = join(processes.folder, 'sign-ins.json');
  const people = Array.from({ length: WARM_UP + ALONE + 2 * AT_ONCE }, (_, number) => number);
  writeFileSync(file, JSON.stringify(Object.fromEntries(await tokensOfAll(issuer, people))));
  const upstream = await processes.start(
    'stand-in',
    ['bench/support/stand-in.mjs', String(COGNITO_MS), String(DYNAMODB_MS), file],
    { core: BESIDE, ready: /^listening (\S+)$/m },
  );
  const service = await startService(processes, 'sign-in', {
    core: MEASURED,
    issuer,
    dynamodb: upstream.answer,
    cognito: upstream.answer,
  });
  const take = async () => (await fetch(`${upstream.answer}/take`, { method: 'POST' })).json();
  const next = people.values();
  const one = () => timed(service.origin, next.next().value);
  for (let i = 0; i < WARM_UP; i += 1) await one();
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  await take();
  const alone = [];
  const startedAt = service.cpuMs();
  for (let i = 0; i < ALONE; i += 1) {
    const ms = await one();
    alone.push({ ms, ...(await take()) });
  }
  const aloneEndedAt = service.cpuMs();
  const atOnce = await Promise.all(Array.from({ length: AT_ONCE }, one));
  const endedAt = service.cpuMs();
  const { calls: callsAtOnce } = await take();
  for (const server of [service, upstream]) await processes.end(server);
  const latencies = alone.map(({ ms }) => ms);
  const result = {
    calls: alone.at(-1).calls,
    rounds: median(alone.map(({ rounds }) => rounds)),
    median: median(latencies),
    added: median(alone.map(({ ms, busyMs }) => ms - busyMs)),
    p99: percentile(latencies, 0.99),
    p99AtOnce: percentile(atOnce, 0.99),
    // Not known where there is no /proc.
    cpuMs: (aloneEndedAt - startedAt) / ALONE,
    cpuMsAtOnce: (endedAt - aloneEndedAt) / AT_ONCE,
    callsAtOnce: Object.values(callsAtOnce).reduce((sum, count) => sum + count, 0) / AT_ONCE,
  };
  print(result, report);
  return result;
}

function tokensOfAll(issuer, people) {
  return Promise.all(people.map((number) => tokensOf(issuer, number)));
}

async function tokensOf(issuer, number) {
  const who = person(number);
  return [
    emailOf(number),
    {
      AccessToken: await issuer.token(who),
      IdToken: await issuer.idToken(who, emailOf(number)),
      RefreshToken: `r${number}`,
    },
  ];
}

function emailOf(number) {
  return `person${number}@example.com`;
}

async function timed(origin, number) {
  const startedAt = performance.now();
  const response = await fetch(`${origin}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: emailOf(number), password: PASSWORD }),
  });
  const body = await response.json();
  if (body.status !== 'AUTHENTICATED') throw new Error(`A sign-in was answered ${JSON.stringify(body)}`);
  return performance.now() - startedAt;
}

function print(result, report) {
  const { calls, rounds, median: middle, added, p99, p99AtOnce, cpuMs, cpuMsAtOnce, callsAtOnce } = result;
  const called = Object.entries(calls).map(([name, count]) => (count === 1 ? name : `${name} × ${count}`));
  const title = `Sign-in, over ${COGNITO_MS} ms Cognito and ${DYNAMODB_MS} ms DynamoDB`;
  report.add(
    'sign-in',
    title,
    ['what', 'measured'],
    [
      ['calls', called.sort().join(', ')],
      ['round trips to DynamoDB in sequence', rounds],
      ['one alone, median · p99', `${middle.toFixed(1)} ms · ${p99.toFixed(1)} ms`],
      ['of it beside the upstreams', `${added.toFixed(1)} ms`],
      ['CPU of one, alone · at once', `${cpuMs.toFixed(1)} ms · ${cpuMsAtOnce.toFixed(1)} ms`],
      [`calls for one of ${AT_ONCE} at once`, callsAtOnce.toFixed(1)],
      [`${AT_ONCE} at once, p99`, `${p99AtOnce.toFixed(0)} ms, ${(p99AtOnce / p99).toFixed(1)} × one alone`],
    ],
  );
}
