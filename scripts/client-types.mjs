// Writes the types of the client from docs/openapi.json; with --check it only compares and fails on drift.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { format, resolveConfig } from 'prettier';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const DOCUMENT = join(ROOT, 'docs/openapi.json');
const FILE = join(ROOT, 'clients/typescript/src/openapi.ts');
const GENERATOR = join(ROOT, 'tools/openapi/node_modules/.bin/openapi-typescript');
const HEADER = '// Made from docs/openapi.json by `npm run client:types`. Do not edit.\n\n';

const text = await format(HEADER + (await generated()), {
  ...(await resolveConfig(FILE)),
  parser: 'typescript',
});

if (process.argv.includes('--check')) {
  const committed = await readFile(FILE, 'utf8').catch(() => '');
  if (committed !== text) {
    console.error(
      'clients/typescript/src/openapi.ts does not match docs/openapi.json. Run `npm run client:types` and commit the result.',
    );
    process.exit(1);
  }
} else {
  await writeFile(FILE, text);
}

async function generated() {
  const folder = await mkdtemp(join(tmpdir(), 'client-types-'));
  try {
    const output = join(folder, 'openapi.ts');
    // Elsewhere, because it would judge the document by the rules of redocly.yaml.
    await promisify(execFile)(GENERATOR, [DOCUMENT, '--alphabetize', '--output', output], { cwd: folder });
    return await readFile(output, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error('Run `npm run openapi:tools` first.', { cause: error });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
