/**
 * `npm run bundle`: the functions of AWS Lambda without node_modules, made from `dist`. `bundle/service` holds the service
 * as one script, what V8 compiled of it, and `index.mjs`, which runs it; `bundle/triggers/NAME/index.mjs` is a module for
 * every trigger of the user pool. `bundle/meta` says what each was made of. An argument names another folder than `bundle`.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { bundle, bundleScript, writeScript } from './bundling/bundle.mjs';
import { compileBy } from './bundling/code-cache.mjs';
import { datesWhenAsked, edited, fewValidators, placesKept, withoutDocs } from './bundling/plugins.mjs';

const [, , folder = 'bundle'] = process.argv;
const LAMBDA = join(import.meta.dirname, 'lambda');
const TRIGGERS = 'dist/triggers';
/** CommonJS packages within an ES module still call `require` for what Node has. */
const REQUIRE =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";

async function service() {
  const target = join(folder, 'service');
  const script = await bundleScript({
    entryPoints: ['dist/lambda.js'],
    external: ['@fastify/static'],
    plugins: [edited(placesKept(resolve('bundle/service')), datesWhenAsked), withoutDocs, fewValidators],
  });
  await tell('service', script);
  const program = await writeScript(target, 'service', script);
  const loader = await bundle({
    entryPoints: [join(LAMBDA, 'loader.mjs')],
    format: 'esm',
    define: { PROGRAM: JSON.stringify(program) },
  });
  await write(join(target, 'index.mjs'), loader.contents);
  await compileBy(join(LAMBDA, 'compile.mjs'), [resolve(target), program]);
}

async function trigger(name) {
  const module = await bundle({
    entryPoints: [`${TRIGGERS}/${name}.js`],
    format: 'esm',
    banner: { js: REQUIRE },
    minifyWhitespace: true,
  });
  await tell(`triggers/${name}`, module);
  await write(join(folder, 'triggers', name, 'index.mjs'), module.contents);
  await write(join(folder, 'triggers', name, 'index.mjs.LEGAL.txt'), module.legal);
}

async function tell(name, { contents, metafile }) {
  await write(join(folder, 'meta', `${name}.json`), JSON.stringify(metafile));
  process.stdout.write(`${join(folder, name)}  ${Math.round(contents.length / 1024)} KiB\n`);
}

async function write(path, contents) {
  await mkdir(dirname(path), { recursive: true });
  if (contents.length > 0) await writeFile(path, contents);
}

async function triggers() {
  if (!existsSync(TRIGGERS)) return [];
  const entries = await readdir(TRIGGERS, { withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map(({ name }) => name);
  const texts = await Promise.all(files.map((name) => readFile(join(TRIGGERS, name), 'utf8')));
  const handlers = files.filter((_name, index) => /^export const handler\b/m.test(texts[index]));
  return handlers.map((name) => name.slice(0, -'.js'.length));
}

await rm(folder, { recursive: true, force: true });
await service();
for (const name of await triggers()) await trigger(name);
