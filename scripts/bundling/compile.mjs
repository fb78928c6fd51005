/**
 * First half of `npm run build`: `nest build`, unless `dist` holds what it would write. `.compiled-of.json` says of which
 * sources, settings and packages that is; it is taken away before a compilation and comes back after one that succeeds.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const STAMP = 'dist/.compiled-of.json';
const SETTINGS = ['nest-cli.json', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
/** Where npm writes what it has installed: the compiler, and the types that it reads. */
const INSTALLED = 'node_modules/.package-lock.json';
/** Whatever compiles writes it, also `nest start --watch`. */
const COMPILED = 'dist/.tsbuildinfo';

const sources = await digestOf([...SETTINGS, INSTALLED, ...(await sourceFiles())]);
if ((await stamp()) !== (await readFile(STAMP, 'utf8').catch(() => undefined))) await compile();

async function compile() {
  await rm(STAMP, { force: true });
  const { status, error } = spawnSync('nest', ['build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error)
    throw new Error('The compiler was not found: run `npm install`, then `npm run build`.', { cause: error });
  if (status !== 0) process.exit(status ?? 1);
  await writeFile(STAMP, await stamp());
}

async function stamp() {
  return JSON.stringify({ sources, compiled: await digestOf([COMPILED]) });
}

async function sourceFiles() {
  const entries = await readdir('src', { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return paths.filter((path) => !path.endsWith('.spec.ts')).sort();
}

async function digestOf(paths) {
  const digest = createHash('sha256');
  for (const path of paths) {
    digest.update(`${path}\n`);
    if (existsSync(path)) digest.update(await readFile(path));
  }
  return digest.digest('hex');
}
