import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleScript, NOT_USED, writeScript } from '../scripts/bundling/bundle.mjs';
import { edited, placesKept } from '../scripts/bundling/plugins.mjs';
import { canPin, MEASURED, ROOT } from './support/processes.mjs';
import { serviceEnv } from './support/service.mjs';
import { inTurn, median } from './support/statistics.mjs';

const ROUNDS = 5;
const HANDLER = 'bundle/service/index.mjs';
const NOT_IN_PEERS = [...NOT_USED, '@fastify/static', 'class-transformer', 'class-validator'];

/** From the start of a process to its first answer. */
export async function coldStart({ processes, issuer, report }) {
  const bundled = await bundledPeers(processes.folder);
  const service = serviceEnv({ issuer, dynamodb: 'http://127.0.0.1:9', cognito: 'http://127.0.0.1:9' });
  const starts = [
    { name: 'bare Fastify', args: ['bench/peers/bare-fastify.mjs'] },
    { name: 'bare Nest', args: ['bench/peers/nest.mjs'] },
    { name: 'dist/main.js', args: ['dist/main.js'], env: service, path: '/health/live' },
    { name: 'bare Fastify, bundled', args: [bundled.fastify] },
    { name: 'bare Nest, bundled', args: [bundled.nest] },
    { name: 'bare Nest, bundled, code cache', args: ['bench/support/run-cached.mjs', bundled.cachedNest] },
    ...(existsSync(join(ROOT, HANDLER))
      ? [
          {
            name: 'Lambda handler, bundled',
            args: ['bench/support/invoke.mjs', HANDLER],
            // As deploy/template.yaml has it: no metrics, because each instance would count for itself.
            env: { ...service, METRICS: 'false' },
            inside: true,
          },
        ]
      : []),
  ];
  const samples = Object.fromEntries(starts.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const start of inTurn(starts, round)) {
      const ms = await firstAnswer(start);
      if (round > 0) samples[start.name].push(ms);
    }
  }
  addColdStart(report, samples);
  return samples;
}

async function bundledPeers(folder) {
  const bundled = async (peer) => {
    const outfile = join(folder, `${peer}.bundle.mjs`);
    await build({
      entryPoints: [join(ROOT, `bench/peers/${peer}.mjs`)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      external: NOT_IN_PEERS,
      logLevel: 'error',
      banner: {
        js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
      },
    });
    return outfile;
  };
  return {
    fastify: await bundled('bare-fastify'),
    nest: await bundled('nest'),
    cachedNest: await cachedNest(folder),
  };
}

/** Bundled, compiled and started as the service is. */
async function cachedNest(folder) {
  const options = {
    entryPoints: [join(ROOT, 'bench/peers/nest.mjs')],
    external: NOT_IN_PEERS,
    plugins: [edited(placesKept(folder))],
  };
  const filename = join(folder, await writeScript(folder, 'nest', await bundleScript(options)));
  await firstAnswer({ args: ['bench/support/run-cached.mjs', filename, 'keep'], signal: 'SIGTERM' });
  return filename;
}

/** Milliseconds until an answer to a request, or (`inside`) until the process says that it has one. */
async function firstAnswer({ args, env, path = '/api/v1/users/me', inside = false, signal = 'SIGKILL' }) {
  const [command, ...rest] = [
    ...(canPin ? ['taskset', '-c', String(MEASURED)] : []),
    process.execPath,
    ...args,
  ];
  const startedAt = performance.now();
  const child = spawn(command, rest, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const [, origin] = await matching(
      child,
      inside ? /^answered/m : /(?:listening|API +)\s*(http:\S+?)(?:\/api\/v1)?$/m,
    );
    if (!inside) {
      const response = await fetch(`${origin.replace('localhost', '127.0.0.1')}${path}`);
      if (response.status !== 200) throw new Error(`${args.at(-1)} answered ${response.status}`);
      await response.text();
    }
    return performance.now() - startedAt;
  } finally {
    if (child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
  }
}

function matching(child, pattern) {
  return new Promise((resolve, reject) => {
    let output = '';
    const take = (chunk) => {
      output += chunk;
      const match = pattern.exec(output);
      if (match !== null) resolve(match);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('exit', () => reject(new Error(`It did not start:\n${output.slice(-2_000)}`)));
  });
}

function addColdStart(report, samples) {
  const of = (name) => median(samples[name]);
  const base = (name) => of(name.includes('bundled') ? 'bare Nest, bundled' : 'bare Nest');
  report.add(
    'cold-start',
    'Cold start, process start to first answer',
    ['what', 'ms', 'to bare Nest of its kind'],
    Object.keys(samples).map((name) => [name, of(name).toFixed(0), (of(name) / base(name)).toFixed(2)]),
  );
}
