/**
 * Second half of `npm run build`: one file of what `dist/main.js` and `scripts/operator.mjs` start, with what V8 compiled of
 * it, in `dist/bundle`. `made-of.json` says what it was made of; where that has changed since, the compiled files run.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { freshBundle } from '../../dist/start/fresh-bundle.js';
import { bundleScript, writeScript, writeWhole } from './bundle.mjs';
import { compileBy } from './code-cache.mjs';
import { datesWhenAsked, edited, embeddedStaysBeside, fewValidators, placesKept } from './plugins.mjs';

const FOLDER = resolve('dist/bundle');
const MADE_OF = join(FOLDER, 'made-of.json');
/** V8 takes a code cache only under the same. */
const COMPILED_BY = [process.version, process.arch, ...process.execArgv, process.env.NODE_OPTIONS].join(' ');

if (!(await isMade())) await make();

async function isMade() {
  if (freshBundle(process.cwd()) === undefined) return false;
  return JSON.parse(await readFile(MADE_OF, 'utf8')).compiledBy === COMPILED_BY;
}

async function make() {
  // Before anything is read: what is compiled anew meanwhile may be in the bundle or not, so it must not pass for what is.
  const files = await digests();
  const script = await bundleScript({
    entryPoints: ['dist/programs.js'],
    // The pages of the documentation look for its files.
    external: ['@fastify/static'],
    plugins: [edited(placesKept(FOLDER), embeddedStaysBeside(FOLDER), datesWhenAsked), fewValidators],
  });
  const inputs = Object.keys(script.metafile.inputs);
  const embedded = inputs.filter((path) => path.startsWith('dist/embedded/'));
  if (embedded.length > 0)
    throw new Error(`The bundle would hold the embedded servers: ${embedded.join(', ')}`);
  const size = script.contents.length;
  const madeOf = { size, compiledBy: COMPILED_BY, files, packages: await versions(inputs) };
  const program = await writeScript(FOLDER, 'programs', script);
  await compileBy(join(import.meta.dirname, 'compile-programs.mjs'), [join(FOLDER, program)]);
  await writeWhole(MADE_OF, JSON.stringify({ program, ...madeOf }, null, 2));
  await removeOthers(program.replace(/cjs$/, ''));
}

async function digests() {
  const own = (await readdir(import.meta.dirname)).map((name) => join(import.meta.dirname, name));
  const paths = ['dist/.tsbuildinfo', ...own.map((path) => relative(process.cwd(), path)).sort()];
  const digest = async (path) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await digest(path)])));
}

/** Of the packages that are in it. */
async function versions(inputs) {
  const folders = inputs.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const packages = [...new Set(folders)].filter((folder) => folder !== undefined).sort();
  const version = async (folder) => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).version;
  return Object.fromEntries(
    await Promise.all(packages.map(async (folder) => [folder, await version(folder)])),
  );
}

async function removeOthers(current) {
  const names = (await readdir(FOLDER)).filter(
    (name) => name.startsWith('programs-') && !name.startsWith(current),
  );
  await Promise.all(names.map((name) => rm(join(FOLDER, name), { force: true })));
}
