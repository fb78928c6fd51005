/**
 * `npm run bundle`: the functions of AWS Lambda without node_modules, made from `dist`. `bundle/service` holds the service
 * as one script, what V8 compiled of it, and `index.mjs`, which runs it; `bundle/triggers/NAME/index.mjs` is a module for
 * every trigger of the user pool. `bundle/meta` says what each was made of. An argument names another folder than `bundle`.
 */
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

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

/** `class-validator` asks for them at its start, and for what no setting or body has: numbers of telephones. */
const phonesWhenAsked = {
  name: 'phones-when-asked',
  setup({ onResolve, onLoad }) {
    const namespace = 'phones-when-asked';
    onResolve({ filter: /^libphonenumber-js\/max$/ }, ({ path, namespace: asking }) =>
      asking === namespace ? undefined : { path, namespace },
    );
    onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `exports.parsePhoneNumber = (...given) => require('${path}').parsePhoneNumber(...given);`,
      resolveDir: resolve('node_modules/class-validator'),
    }));
  },
};

const COMMON = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: NOT_USED,
  // Injection and logs go by the names of classes.
  keepNames: true,
  minifySyntax: true,
  legalComments: 'external',
  metafile: true,
  write: false,
  logLevel: 'warning',
  // The OpenAPI plugin of Nest writes the values of an enumeration beside the name of it.
  logOverride: { 'duplicate-object-key': 'silent' },
};

/** Enough for a start; nothing listens there. */
const SETTINGS_TO_COMPILE = {
  NODE_ENV: 'production',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'compile',
  AWS_SECRET_ACCESS_KEY: 'compile',
  COGNITO_USER_POOL_ID: 'us-east-1_compile',
  COGNITO_CLIENT_ID: 'compile',
  SESSION_SECRET: 'a-secret-to-compile-with-more-than-32-bytes',
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://127.0.0.1:1',
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
};

/** A script rather than a module, because Node takes a code cache for scripts only. */
async function service() {
  const { contents, legal } = await bundle('dist/lambda.js', 'service', {
    format: 'cjs',
    // A script from a code cache cannot import.
    supported: { 'dynamic-import': false },
    plugins: [withoutDocs, phonesWhenAsked],
  });
  const program = `service-${createHash('sha256').update(contents).digest('hex').slice(0, 16)}`;
  const target = join(folder, 'service');
  const loader = await readFile(join(import.meta.dirname, 'lambda/loader.mjs'), 'utf8');
  await write(join(target, `${program}.cjs`), contents);
  await write(join(target, `${program}.cjs.LEGAL.txt`), legal);
  await write(join(target, 'index.mjs'), loader.replaceAll('PROGRAM', program));
  await compile(target, program);
}

/** V8 takes it only under the same version and flags, so those of this process are handed on. */
async function compile(target, program) {
  const { PATH, NODE_OPTIONS = '' } = process.env;
  const args = [join(import.meta.dirname, 'lambda/compile.mjs'), target, program];
  const env = { PATH, NODE_OPTIONS, ...SETTINGS_TO_COMPILE };
  await promisify(execFile)(process.execPath, [...process.execArgv, ...args], { env, timeout: 60_000 });
}

async function trigger(name) {
  const { contents, legal } = await bundle(`${TRIGGERS}/${name}.js`, `triggers/${name}`, {
    format: 'esm',
    banner: { js: REQUIRE },
    minifyWhitespace: true,
  });
  await write(join(folder, 'triggers', name, 'index.mjs'), contents);
  await write(join(folder, 'triggers', name, 'index.mjs.LEGAL.txt'), legal);
}

async function bundle(entry, name, options) {
  const outfile = join(folder, name, 'index');
  const { metafile, outputFiles } = await build({ ...COMMON, ...options, entryPoints: [entry], outfile });
  await write(join(folder, 'meta', `${name}.json`), JSON.stringify(metafile));
  const [legal, program] = ['.LEGAL.txt', 'index'].map(
    (end) => outputFiles.find(({ path }) => path.endsWith(end))?.contents ?? Buffer.alloc(0),
  );
  process.stdout.write(`${join(folder, name)}  ${Math.round(program.length / 1024)} KiB\n`);
  return { contents: program, legal };
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
