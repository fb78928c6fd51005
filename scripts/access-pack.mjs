// Packs what another service needs to import `cognito-auth-service/access`: the guards and the verifier, with two
// dependencies instead of all of the service's. Writes a tarball for `npm install` into dist/.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { accessClosure } from './access-closure.mjs';

/** The second service has these itself; two copies of Nest would not know each other's exceptions. */
const ITS_OWN = ['@nestjs/common', '@nestjs/core', 'fastify', 'reflect-metadata'];

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const own = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
const { files, packages } = await accessClosure(ROOT);

const folder = await mkdtemp(join(tmpdir(), 'access-'));
try {
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(ROOT, file), join(folder, file));
  }
  await cp(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(ROOT, 'docs/protect-another-service.md'), join(folder, 'README.md'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  const to = join(ROOT, 'dist');
  const { stdout } = await promisify(execFile)('npm', ['pack', '--silent', '--pack-destination', to, folder]);
  console.log(`dist/${stdout.trim().split('\n').at(-1)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function manifest() {
  const { name, version, license, type, engines, exports } = own;
  const description = 'Guards for services beside the Cognito authentication service.';
  const dependencies = {};
  for (const used of packages) {
    if (!ITS_OWN.includes(used)) dependencies[used] = own.dependencies[used];
  }
  const peerDependencies = Object.fromEntries(ITS_OWN.map((used) => [used, `^${own.dependencies[used]}`]));
  return { name, version, description, license, type, engines, exports, dependencies, peerDependencies };
}
