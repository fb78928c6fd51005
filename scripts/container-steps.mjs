/**
 * `npm run container:steps`: runs the steps of the Dockerfile one by one in temporary folders, one for each stage, as an
 * engine would: the files that .dockerignore lets through, no variables but those of the image. Then it checks the last
 * stage: what is in it, that its command serves, that its health check knows whether it does, and that SIGTERM ends it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';

const PORT = '38080';
/** Nothing listens there: the service must start without Cognito and DynamoDB at hand. */
const SETTINGS = {
  COGNITO_USER_POOL_ID: 'us-east-1_steps',
  COGNITO_CLIENT_ID: 'steps',
  SESSION_SECRET: 'a-secret-of-the-steps-with-more-than-32-bytes',
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://127.0.0.1:1',
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
  SHUTDOWN_DRAIN_SECONDS: '0',
  PORT,
};

const root = mkdtempSync(join(tmpdir(), 'container-'));

/** The instructions of the Dockerfile, continued lines joined. */
function instructions() {
  const text = readFileSync('Dockerfile', 'utf8').replace(/\\\n/g, ' ');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ name: line.split(/\s/, 1)[0], rest: line.slice(line.indexOf(' ') + 1).trim() }));
}

/** What `COPY` may take: .dockerignore names it, and all of it is there but the tests. */
function isLetThrough(path) {
  const allowed = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'));
  return (
    allowed.some((line) => path === line.slice(1) || path.startsWith(`${line.slice(1)}/`)) &&
    !path.endsWith('.spec.ts')
  );
}

function copy(stage, stages, rest) {
  const [, from, paths] = /^(?:--from=(\S+) )?(.*)$/.exec(rest);
  const sources = paths.split(/\s+/);
  const target = sources.pop();
  for (const source of sources) {
    const path = from === undefined ? source : join(stages[from].folder, source);
    const isFolder = target !== './' && sources.length === 1;
    const to = join(stage.folder, stage.workdir, isFolder ? target : basename(source));
    if (from === undefined && !isLetThrough(source)) throw new Error(`.dockerignore keeps ${source} out`);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(path, to, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => from !== undefined || isLetThrough(file),
    });
  }
}

function run(stage, command) {
  const { PATH, HOME } = process.env;
  const npm = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^npm_config_|_proxy$|^NODE_EXTRA_CA/i.test(name)),
  );
  const { status } = spawnSync('sh', ['-c', command], {
    cwd: join(stage.folder, stage.workdir),
    env: { PATH, HOME, npm_config_prefer_offline: 'true', ...npm, ...stage.env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`RUN ${command} has ended with ${status}`);
}

/** Runs every step, and answers the last stage. */
function build() {
  const stages = {};
  let stage;
  for (const { name, rest } of instructions()) {
    const started = Date.now();
    if (name === 'FROM') {
      const [, alias = 'last'] = /AS (\S+)$/i.exec(rest) ?? [];
      stage = stages[alias] = { folder: join(root, alias), workdir: '/', env: {} };
    } else if (name === 'WORKDIR') {
      stage.workdir = rest;
      mkdirSync(join(stage.folder, rest), { recursive: true });
    } else if (name === 'ENV') Object.assign(stage.env, parseEnv(rest.replaceAll(' ', '\n')));
    else if (name === 'COPY') copy(stage, stages, rest);
    else if (name === 'RUN') run(stage, rest);
    else if (name === 'CMD') stage.command = JSON.parse(rest);
    else if (name === 'USER') stage.user = rest;
    else if (name === 'HEALTHCHECK') stage.check = JSON.parse(rest.slice(rest.indexOf('CMD') + 3));
    else if (name !== 'EXPOSE') throw new Error(`${name} is not understood`);
    process.stdout.write(`${name} ${rest}  (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
  }
  return stage;
}

function start({ folder, workdir, env }, [command, ...args], settings) {
  const { PATH } = process.env;
  return spawn(command, args, {
    cwd: join(folder, workdir),
    env: { PATH, ...env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function exitCodeOf(child) {
  const [code] = await once(child, 'exit');
  return code;
}

function hold(condition, what) {
  if (!condition) throw new Error(`does not hold: ${what}`);
  process.stdout.write(`ok: ${what}\n`);
}

async function check(stage) {
  const app = join(stage.folder, stage.workdir);
  const packages = Object.entries(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages);
  const forDevelopers = packages.filter(
    ([path, { dev }]) => dev === true && path.startsWith('node_modules/'),
  );
  hold(
    forDevelopers.every(([path]) => !existsSync(join(app, path))),
    'no package of developers is in the image',
  );
  hold(!existsSync(join(app, 'dist/embedded')), 'the embedded servers are not in the image');
  const bundled = readdirSync(join(app, 'dist/bundle')).find((name) => name.endsWith('.cjs'));
  const modules = readFileSync(join(app, 'dist/bundle', bundled), 'utf8').match(/^\/\/ dist\/.*$/gm);
  hold(
    modules.includes('// dist/service.js') && !modules.some((module) => module.includes('dist/embedded/')),
    'neither are they in the bundle',
  );
  hold(!readdirSync(app).includes('src'), 'no sources are in the image');
  hold(stage.user === 'node', 'the service is not root');
  const refused = start(stage, stage.command, {});
  hold((await exitCodeOf(refused)) === 1, 'without a pool it refuses to start');
  const service = start(stage, stage.command, SETTINGS);
  try {
    hold(
      (await exitCodeOf(start(stage, stage.check, { PORT: '1' }))) === 1,
      'the health check fails where nothing answers',
    );
    const deadline = Date.now() + 20_000;
    let healthy = false;
    while (!healthy && Date.now() < deadline)
      healthy = (await exitCodeOf(start(stage, stage.check, { PORT }))) === 0;
    hold(healthy, 'the health check passes where the service answers');
    service.kill('SIGTERM');
    hold((await exitCodeOf(service)) === 0, 'SIGTERM ends the service in order');
  } finally {
    service.kill('SIGKILL');
  }
  rmSync(join(app, 'dist/service.js'));
  const told = await text(start(stage, stage.command, {}).stderr);
  hold(told.includes('COGNITO_USER_POOL_ID must be set'), 'it starts from its bundle');
}

try {
  await check(build());
} finally {
  rmSync(root, { recursive: true, force: true });
}
