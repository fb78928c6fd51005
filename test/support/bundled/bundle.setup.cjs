const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { existsSync } = require('node:fs');
const { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { build } = require('esbuild');
const makeSigningKeys = require('../signing-keys.setup.cjs');

const FOLDER = join(__dirname, '../../../bundle/tests');
const PROGRAMS = `
export const service = () => import('./dist/main.js');
export const operator = () => import('./dist/operations/cli/main.js');
`;
/** Nest, and `debug`, ask for most only where an application uses them; the last two look for files of their own. */
const NOT_BUNDLED = [
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/websockets/*',
  '@nestjs/platform-express',
  '@fastify/view',
  '@fastify/multipart',
  'supports-color',
  'dynalite',
  'classic-level',
];

/**
 * Makes one file of `dist` and its packages, unless there is one that is newer: tests start the service more than a
 * hundred times, and finding and compiling its modules takes most of a start. Beside it goes what V8 compiled of it.
 */
module.exports = async function bundleWhatTestsStart() {
  makeSigningKeys();
  if (!existsSync('dist/main.js')) throw new Error('The service is not built yet: npm run build');
  if (await isFresh()) return;
  // Made aside, so that another run meanwhile finds the old one or the new one.
  const folder = `${FOLDER}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  await bundle(join(folder, 'programs.cjs'));
  await compile(folder);
  await rm(FOLDER, { recursive: true, force: true });
  await rename(folder, FOLDER);
};

async function isFresh() {
  const made = (await stat(join(FOLDER, 'programs.cache')).catch(() => undefined))?.mtimeMs ?? 0;
  const built = (await readdir('dist', { recursive: true })).map((name) => join('dist', name));
  const own = (await readdir(__dirname)).map((name) => join(__dirname, name));
  const sources = await Promise.all([...built, ...own, 'node_modules'].map((path) => stat(path)));
  return sources.every(({ mtimeMs }) => mtimeMs < made);
}

async function bundle(outfile) {
  await build({
    stdin: { contents: PROGRAMS, resolveDir: process.cwd() },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    // A script from a code cache cannot import.
    supported: { 'dynamic-import': false },
    external: NOT_BUNDLED,
    // Injection and logs go by the names of classes.
    keepNames: true,
    logLevel: 'warning',
    // The OpenAPI plugin of Nest writes the values of an enumeration beside the name of it.
    logOverride: { 'duplicate-object-key': 'silent' },
    plugins: [modulesKnowTheirPlace, cognitoIsQuick],
  });
}

/** Modules find the files beside them. */
const modulesKnowTheirPlace = {
  name: 'modules-know-their-place',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](dist[\\/]http|@nestjs)[\\/].*\.js$/ }, async ({ path }) => {
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', url) };
    });
  },
};

const cognitoIsQuick = {
  name: 'cognito-is-quick',
  setup({ onResolve }) {
    const quick = join(__dirname, 'quick-cognito-server.mjs');
    onResolve({ filter: /\/cognito-server\.js$/ }, ({ importer }) =>
      importer === quick ? undefined : { path: quick },
    );
  },
};

/** A start compiles what a start needs. */
async function compile(folder) {
  const dataDir = await mkdtemp(join(tmpdir(), 'code-cache-'));
  const env = {
    PORT: '0',
    EMBEDDED_COGNITO_PORT: '0',
    EMBEDDED_DYNAMODB_PORT: '0',
    EMBEDDED_DATA_DIR: dataDir,
    TEST_SIGNING_KEYS: process.env.TEST_SIGNING_KEYS,
    COMPILE_IN: folder,
  };
  const program = join(__dirname, 'program.cjs');
  const child = spawn(process.execPath, [program, 'service'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (chunk) => {
    if (/^ *API /m.test(chunk.toString())) child.kill();
  });
  await once(child, 'close');
  await rm(dataDir, { recursive: true, force: true });
  if (!existsSync(join(folder, 'programs.cache')))
    throw new Error('The bundled service did not start and stop.');
}
