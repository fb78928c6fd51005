import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freshBundle } from '../../src/start/fresh-bundle.js';

/** `scripts/bundling` in a project of two modules, told by what a start would take. */
describe('the bundle that a build makes', () => {
  const SERVICE = `
    import { createServer } from 'node:http';
    createServer((_request, response) => response.end()).listen(process.env.PORT, '127.0.0.1');`;

  let root: string;

  const write = (path: string, text: string) => writeFile(join(root, path), text);
  const compile = async (service: string) => {
    await write('dist/service.js', service);
    await appendFile(join(root, 'dist/.tsbuildinfo'), 'again ');
  };
  const build = () =>
    promisify(execFile)(process.execPath, ['scripts/bundling/programs.mjs'], { cwd: root, timeout: 30_000 });

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'bundling-'));
    await mkdir(join(root, 'dist'));
    for (const path of ['scripts/bundling', 'dist/start'])
      await cp(path, join(root, path), { recursive: true });
    await symlink(resolve('node_modules'), join(root, 'node_modules'));
    await write('package.json', '{"type":"module"}');
    await write('dist/programs.js', "export const service = () => import('./service.js');");
    await compile(SERVICE);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is not what a start takes where sources were compiled anew while it was made', async () => {
    await rename(join(root, 'scripts/bundling/bundle.mjs'), join(root, 'scripts/bundling/real.mjs'));
    await write(
      'scripts/bundling/bundle.mjs',
      `import { appendFile } from 'node:fs/promises';
       import { bundleScript as make } from './real.mjs';
       export * from './real.mjs';
       export async function bundleScript(options) {
         const script = await make(options);
         await appendFile('dist/.tsbuildinfo', 'while it was made');
         return script;
       }`,
    );
    await build();
    expect(freshBundle(root)).toBeUndefined();
  });

  it('is none where the build was killed, until one has ended', async () => {
    await build();
    expect(freshBundle(root)).toBeDefined();
    await compile("process.kill(process.ppid, 'SIGKILL'); process.exit(1);");
    await expect(build()).rejects.toMatchObject({ signal: 'SIGKILL' });
    expect(freshBundle(root)).toBeUndefined();
    await compile(SERVICE);
    await build();
    expect(freshBundle(root)).toBeDefined();
  });

  it('is whole where two builds made it at once, and alone', async () => {
    await Promise.all([build(), build()]);
    expect(freshBundle(root)).toBeDefined();
    const names = await readdir(join(root, 'dist/bundle'));
    expect(names.map((name) => name.replace(/-[0-9a-f]+/, '')).sort()).toEqual([
      'made-of.json',
      'programs.cache',
      'programs.cjs',
    ]);
  });
});
