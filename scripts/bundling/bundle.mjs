import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Nest, and `debug`, ask for them only where an application uses them. */
export const NOT_USED = [
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/websockets/*',
  '@nestjs/platform-express',
  '@fastify/view',
  '@fastify/multipart',
  'supports-color',
];

const COMMON = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  // For Node it names CommonJS, of which nothing can be left out.
  alias: {
    rxjs: './node_modules/rxjs/dist/esm/index.js',
    'rxjs/operators': './node_modules/rxjs/dist/esm/operators/index.js',
  },
  minifySyntax: true,
  legalComments: 'external',
  metafile: true,
  write: false,
  logLevel: 'warning',
  logOverride: {
    // The OpenAPI plugin of Nest writes the values of an enumeration beside the name of it.
    'duplicate-object-key': 'silent',
    // A script has no `import.meta`.
    'empty-import-meta': 'error',
  },
};

/** Bundles what `options` of esbuild name, and answers the text, the licences that ask to be told, and what it was made of. */
export async function bundle({ external = [], ...options }) {
  const { metafile, outputFiles } = await build({
    ...COMMON,
    ...options,
    external: [...NOT_USED, ...external],
    // It is never written there; the names of the outputs are made of it.
    outfile: 'bundle.js',
  });
  const [legal, contents] = ['.LEGAL.txt', 'bundle.js'].map(
    (end) => outputFiles.find(({ path }) => path.endsWith(end))?.contents ?? Buffer.alloc(0),
  );
  return { contents, legal, metafile };
}

/** A script rather than a module, because Node takes a code cache for scripts only; `src/start/run-script.ts` runs it. */
export function bundleScript(options) {
  return bundle({
    ...options,
    format: 'cjs',
    // A script from a code cache cannot import.
    supported: { 'dynamic-import': false },
  });
}

/** Writes a script into a folder under a name with the digest of it, and answers the name of its file. */
export async function writeScript(folder, name, { contents, legal }) {
  const digest = createHash('sha256').update(contents).digest('hex').slice(0, 16);
  const file = `${name}-${digest}.cjs`;
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, file), contents);
  if (legal.length > 0) await writeWhole(join(folder, `${file}.LEGAL.txt`), legal);
  return file;
}

/** Whoever reads it meanwhile, or after this was killed, finds what was there before, or all of this. */
export async function writeWhole(path, contents) {
  const own = `${path}.${process.pid}.new`;
  await writeFile(own, contents);
  await rename(own, path);
}
