/**
 * Makes one file of `dist` and its packages, unless there is one that is newer: tests start the service more than a
 * hundred times, and finding and compiling its modules takes most of a start. Beside it goes what V8 compiled of it. It is the
 * bundle of `npm run build` with the embedded servers in it, of which Cognito's is quick.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleScript, writeScript } from '../../../scripts/bundling/bundle.mjs';
import { compileBy } from '../../../scripts/bundling/code-cache.mjs';
import { datesWhenAsked, edited, fewValidators, placesKept } from '../../../scripts/bundling/plugins.mjs';

const HERE = import.meta.dirname;
const BUNDLING = join(HERE, '../../../scripts/bundling');
const FOLDER = join(HERE, '../../../bundle/tests');
const MADE = 'programs.json';

const cognitoIsQuick = {
  name: 'cognito-is-quick',
  setup({ onResolve }) {
    const quick = join(HERE, 'quick-cognito-server.mjs');
    onResolve({ filter: /\/cognito-server\.js$/ }, ({ importer }) =>
      importer === quick ? undefined : { path: quick },
    );
  },
};

if (!existsSync('dist/programs.js')) throw new Error('The service is not built yet: npm run build');
if (!(await isFresh())) await make();

async function isFresh() {
  const made = (await stat(join(FOLDER, MADE)).catch(() => undefined))?.mtimeMs ?? 0;
  const within = async (folder) =>
    (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
  const paths = await Promise.all(['dist', HERE, BUNDLING].map(within));
  const sources = await Promise.all([...paths.flat(), 'node_modules'].map((path) => stat(path)));
  return sources.every(({ mtimeMs }) => mtimeMs < made);
}

async function make() {
  const script = await bundleScript({
    entryPoints: ['dist/programs.js'],
    // They look for files of their own.
    external: ['dynalite', 'classic-level'],
    plugins: [edited(placesKept(FOLDER), datesWhenAsked), fewValidators, cognitoIsQuick],
  });
  // Made aside, so that another run meanwhile finds the old one or the new one.
  const folder = `${FOLDER}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  const file = await writeScript(folder, 'programs', script);
  await compile(join(folder, file));
  await writeFile(join(folder, MADE), JSON.stringify({ file }));
  await rm(FOLDER, { recursive: true, force: true });
  await rename(folder, FOLDER);
}

/** A start in embedded mode, as nearly all tests have it. */
async function compile(script) {
  const dataDir = await mkdtemp(join(tmpdir(), 'code-cache-'));
  const settings = {
    EMBEDDED_COGNITO_PORT: '0',
    EMBEDDED_DYNAMODB_PORT: '0',
    EMBEDDED_DATA_DIR: dataDir,
    TEST_SIGNING_KEYS: process.env.TEST_SIGNING_KEYS,
  };
  try {
    await compileBy(join(BUNDLING, 'compile-programs.mjs'), [script], settings);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
