// Makes clients of docs/openapi.json with the generators that people use, and compiles each as strictly as can be,
// together with a program that must handle every outcome of a sign-in and cannot leave one out.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const DOCUMENT = join(ROOT, 'docs/openapi.json');
const run = promisify(execFile);

/** How each generator is called, and how its names of the two unions are had. */
const GENERATORS = {
  'openapi-typescript': {
    command: (folder) => ['openapi-typescript', DOCUMENT, '--output', join(folder, 'openapi-typescript.ts')],
    types: `import type { components } from './openapi-typescript.js';
type AuthResult = components['schemas']['AuthResult'];
type OAuthMissingStep = components['schemas']['OAuthMissingStep'];`,
  },
  'hey-api': {
    command: (folder) => ['openapi-ts', '--silent', '--input', DOCUMENT, '--output', join(folder, 'hey-api')],
    types: `import type { AuthResult, OAuthMissingStep } from './hey-api/types.gen.js';`,
  },
  orval: {
    command: (folder) => [
      'orval',
      '--client',
      'fetch',
      '--input',
      DOCUMENT,
      '--output',
      join(folder, 'orval.ts'),
    ],
    types: `import type { AuthResult, OAuthMissingStep } from './orval.js';`,
  },
};

/** Put together, because nothing of the project itself may be written that does not compile. */
const MUST_FAIL = ['@ts', 'expect', 'error'].join('-');

const PROGRAM = `
export function session(result: AuthResult): string {
  switch (result.status) {
    case 'AUTHENTICATED':
      return result.tokens.accessToken + result.user.email;
    case 'MFA_REQUIRED':
      return result.session + result.method;
    case 'MFA_SELECTION_REQUIRED':
    case 'MFA_SETUP_REQUIRED':
      return result.session + result.methods.join();
    case 'NEW_PASSWORD_REQUIRED':
      return result.session + result.reason;
    case 'SOCIAL_LINK_REQUIRED':
      return result.session + result.destination;
  }
}

// ${MUST_FAIL}: outcomes are left out.
export function careless(result: AuthResult): string {
  if (result.status === 'AUTHENTICATED') return result.user.userId;
}

export function missingStep(refusal: OAuthMissingStep): string {
  switch (refusal.error) {
    case 'mfa_required':
      return refusal.session + refusal.method;
    case 'mfa_selection_required':
    case 'mfa_setup_required':
      return refusal.methods.join();
    case 'new_password_required':
      return refusal.session;
  }
}
`;

const COMPILER = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
  },
};

const folder = await mkdtemp(join(tmpdir(), 'generated-clients-'));
try {
  await Promise.all(Object.entries(GENERATORS).map(([name, generator]) => generate(name, generator)));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(COMPILER));
  await tool(join(ROOT, 'node_modules/.bin/tsc'), ['--project', folder]);
  console.log(`${Object.keys(GENERATORS).join(', ')}: the generated clients compile.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function generate(name, { command, types }) {
  const [program, ...args] = command(folder);
  await tool(join(ROOT, 'tools/openapi/node_modules/.bin', program), args);
  await writeFile(join(folder, `${name}.program.ts`), `${types}\n${PROGRAM}`);
}

/** What a tool prints is told only where it fails. */
async function tool(file, args) {
  try {
    await run(file, args, { cwd: folder });
  } catch ({ stdout, stderr }) {
    throw new Error(`${file} failed:\n${stdout}${stderr}`);
  }
}
