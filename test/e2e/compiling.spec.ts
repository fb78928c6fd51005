import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const COMPILE = resolve('scripts/bundling/compile.mjs');
/** Stands for the compiler: tells that it ran, and leaves what one leaves. */
const NEST = `#!/bin/sh
echo compiled >> calls
mkdir -p dist && echo "$OUTPUT" > dist/.tsbuildinfo
[ -z "$KILLED" ] || kill -9 $PPID
exit "\${STATUS:-0}"
`;

describe('compiling', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'compiling-'));
    await Promise.all(['src', 'bin', 'node_modules'].map((folder) => mkdir(join(root, folder))));
    await writeFile(join(root, 'bin/nest'), NEST, { mode: 0o755 });
    await writeFile(join(root, 'src/main.ts'), 'one');
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  /** How often the compiler has run after one more build. */
  async function compilations(env: Readonly<Record<string, string>> = {}): Promise<number> {
    const path = [join(root, 'bin'), process.env['PATH']].join(delimiter);
    await run(process.execPath, [COMPILE], { cwd: root, env: { ...process.env, PATH: path, ...env } }).catch(
      () => undefined,
    );
    return (await readFile(join(root, 'calls'), 'utf8')).split('\n').length - 1;
  }

  it('is done once, and again where anything it depends on has changed', async () => {
    expect([await compilations(), await compilations()]).toEqual([1, 1]);
    const changed = ['src/main.ts', 'src/new.ts', 'nest-cli.json', 'node_modules/.package-lock.json'];
    for (const [index, path] of [...changed, 'tsconfig.build.json'].entries()) {
      await appendFile(join(root, path), 'another');
      expect([path, await compilations(), await compilations()]).toEqual([path, index + 2, index + 2]);
    }
    await rm(join(root, 'src/new.ts'));
    expect(await compilations()).toBe(7);
  });

  it('is not done where a test alone has changed', async () => {
    await compilations();
    await writeFile(join(root, 'src/main.spec.ts'), 'a test');
    expect(await compilations()).toBe(1);
  });

  it('is done again where something else has compiled meanwhile, or nothing is left', async () => {
    await compilations();
    await writeFile(join(root, 'dist/.tsbuildinfo'), 'of other sources');
    expect(await compilations()).toBe(2);
    await rm(join(root, 'dist'), { recursive: true });
    expect(await compilations()).toBe(3);
  });

  it('is done again after one that failed or was killed, though nothing has changed since one that succeeded', async () => {
    await compilations();
    await appendFile(join(root, 'src/main.ts'), 'a mistake');
    await compilations({ STATUS: '1' });
    await writeFile(join(root, 'src/main.ts'), 'one');
    expect(await compilations({ KILLED: 'yes' })).toBe(3);
    expect(await compilations()).toBe(4);
    expect(await compilations()).toBe(4);
  });
});
