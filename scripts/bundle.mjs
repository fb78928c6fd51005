/**
 * `npm run bundle`: the functions of AWS Lambda, each as one ES module without node_modules, made from `dist`:
 * `bundle/service/index.mjs`, and `bundle/triggers/NAME/index.mjs` for every trigger of the user pool. `bundle/meta` says
 * what each was made of. An argument names another folder than `bundle`.
 */
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const [, , folder = 'bundle'] = process.argv;
const TRIGGERS = 'dist/triggers';
/** Nest, and `debug`, ask for them only where an application uses them. */
const NOT_USED = [
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/websockets/*',
  '@nestjs/platform-express',
  '@fastify/view',
  '@fastify/multipart',
  '@fastify/static',
  'supports-color',
];
/** CommonJS packages within an ES module still call `require` for what Node has. */
const REQUIRE =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";

/** The decorators of OpenAPI do nothing where no document is made of them. */
const withoutDocs = {
  name: 'without-docs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@nestjs\/swagger$/ }, ({ path }) => ({ path, namespace: 'no-docs' }));
    onLoad({ filter: /^@nestjs\/swagger$/, namespace: 'no-docs' }, async ({ path }) => {
      const names = Object.keys(await import(path));
      const exported = names.map((name) => `export const ${name} = nothing;`);
      return { contents: `const nothing = () => () => undefined;\n${exported.join('\n')}` };
    });
    onResolve({ filter: /\/docs-pages\.js$/ }, ({ path }) => ({ path, namespace: 'no-pages' }));
    onLoad({ filter: /./, namespace: 'no-pages' }, () => ({
      contents:
        "export const serveDocsPages = () => { throw new Error('The bundle has no pages: unset DOCS.'); };",
    }));
  },
};

async function bundle(entry, name, plugins = []) {
  const outfile = join(folder, name, 'index.mjs');
  const meta = join(folder, 'meta', `${name}.json`);
  const { metafile, outputFiles } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: NOT_USED,
    banner: { js: REQUIRE },
    // Injection and logs go by the names of classes.
    keepNames: true,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'external',
    metafile: true,
    write: false,
    logLevel: 'warning',
    // The OpenAPI plugin of Nest writes the values of an enumeration beside the name of it.
    logOverride: { 'duplicate-object-key': 'silent' },
    plugins,
  });
  for (const path of [outfile, meta]) await mkdir(dirname(path), { recursive: true });
  for (const { path, contents } of outputFiles) await writeFile(path, contents);
  await writeFile(meta, JSON.stringify(metafile));
  const bytes = outputFiles.find(({ path }) => path.endsWith('.mjs'))?.contents.length ?? 0;
  process.stdout.write(`${outfile}  ${Math.round(bytes / 1024)} KiB\n`);
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
await bundle('dist/lambda.js', 'service', [withoutDocs]);
for (const name of await triggers()) await bundle(`${TRIGGERS}/${name}.js`, `triggers/${name}`);
