import { median } from './statistics.mjs';

const BASE = 'bare Fastify, no authentication';
const VERIFIER = 'Fastify + aws-jwt-verify';
const GUARDED_NEST = 'Nest + aws-jwt-verify';
const SERVICE = 'this service';

/** What each target asks for beside what the run has measured, for the parts that ran. */
export function targets(results) {
  return [
    ...(results.guarded ? guardedTargets(results.guarded) : []),
    ...(results['sign-in'] ? signInTargets(results['sign-in']) : []),
    ...(results['cold-start'] ? coldStartTargets(results['cold-start']) : []),
    ...(results.steady ? steadyTargets(results.steady) : []),
    ...(results.growth ? growthTargets(results.growth) : []),
  ];
}

function guardedTargets({ traffics }) {
  const of = (traffic, name, field) => traffics[traffic]?.find((row) => row.name === name)?.[field];
  const rows = [];
  const hot = of('hot', SERVICE, 'cpuMicros');
  if (hot !== undefined) {
    rows.push(atLeast('hot token, by CPU to bare Fastify', 0.5, of('hot', SERVICE, 'cpuRatio')));
    rows.push(
      atLeast('hot token, by CPU to Nest + aws-jwt-verify', 3, of('hot', GUARDED_NEST, 'cpuMicros') / hot),
    );
  }
  if (traffics.many) {
    rows.push(atLeast('10,000 tokens in turn, by CPU to bare Fastify', 0.5, of('many', SERVICE, 'cpuRatio')));
    const p99 = of('many', SERVICE, 'p99') / of('many', BASE, 'p99');
    rows.push(atMost("10,000 tokens in turn, p99 to bare Fastify's", 2, p99));
  }
  for (const [traffic, who] of [
    ['new', 'known users'],
    ['unknown', 'users seen for the first time'],
  ]) {
    const own = of(traffic, SERVICE, 'cpuMicros');
    if (own === undefined) continue;
    const ratio = of(traffic, VERIFIER, 'cpuMicros') / own;
    rows.push(atLeast(`every token new, of ${who}, by CPU to ${VERIFIER}`, 1, ratio));
  }
  return rows;
}

function signInTargets({ calls, rounds, p99, p99AtOnce }) {
  return [
    atMost('sign-in, calls to Cognito', 1, calls.AdminInitiateAuth ?? 0, 0),
    atMost('sign-in, round trips to DynamoDB in sequence', 2, rounds, 0),
    atMost('200 sign-ins at once, p99 to one alone', 2, p99AtOnce / p99),
  ];
}

function coldStartTargets(samples) {
  const ratio = (name, base) => median(samples[name] ?? []) / median(samples[base] ?? []);
  const targetsOf = [
    ['dist/main.js', 'bare Nest', 1.4],
    ['Lambda handler, bundled', 'bare Nest, bundled', 1.3],
  ];
  return targetsOf
    .filter(([name]) => samples[name])
    .map(([name, base, most]) => atMost(`cold start, ${name} to ${base}`, most, ratio(name, base)));
}

function steadyTargets(rows) {
  return rows.map(({ users, reads }) =>
    atMost(`reads a second without changes, ${users.toLocaleString('en')} active users`, 0, reads, 1),
  );
}

/** The worst of the pages that find as much in every size: where a small one has fewer matches, it stops early. */
function growthTargets({ lists, audit }) {
  return [
    ['list page', lists],
    ['audit query', audit],
  ].flatMap(([what, results]) => {
    const full = Object.values(results).filter((sizes) =>
      sizes.every(({ found }) => found === sizes[0].found),
    );
    const worst = (ratio) => Math.max(...full.map((sizes) => ratio(sizes.at(-1), sizes[0])));
    const sizes = `${full[0][0].size.toLocaleString('en')} → ${full[0].at(-1).size.toLocaleString('en')}`;
    return [
      atMost(
        `${what}, ${sizes}: read units, worst ratio`,
        1,
        worst((last, first) => last.readUnits / first.readUnits),
      ),
      atMost(
        `${what}, ${sizes}: time, worst ratio`,
        1.2,
        worst((last, first) => last.fastestMs / first.fastestMs),
      ),
    ];
  });
}

function atLeast(what, target, measured) {
  const by = measured >= target ? 'met' : `missed: ${percent(1 - measured / target)} below`;
  return [what, `≥ ${target}`, measured.toFixed(2), by];
}

function atMost(what, target, measured, digits = 2) {
  const over = target === 0 ? `${measured.toFixed(digits)} above` : `${percent(measured / target - 1)} above`;
  const rounded = Number(measured.toFixed(digits));
  return [what, `≤ ${target}`, measured.toFixed(digits), rounded <= target ? 'met' : `missed: ${over}`];
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}
