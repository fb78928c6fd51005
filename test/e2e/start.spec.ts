import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** What `dist/main.js` runs, told by a copy whose compiled files are others than those of its bundle. */
describe('a start of dist/main.js', () => {
  const COMPILED = 'compiled files\n';
  /** Production has to be told its pool. */
  const BUNDLED = expect.stringContaining('COGNITO_USER_POOL_ID must be set') as string;

  let root: string;

  // Where somebody has compiled without it. It takes no time where it is fresh.
  beforeAll(() => promisify(execFile)(process.execPath, ['scripts/bundling/programs.mjs']));

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'start-'));
    await mkdir(join(root, 'dist'));
    for (const name of ['main.js', 'start', 'bundle', '.tsbuildinfo'])
      await cp(join('dist', name), join(root, 'dist', name), { recursive: true });
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    const programs = `export const service = () => process.stderr.write(${JSON.stringify(COMPILED)});`;
    await writeFile(join(root, 'dist/programs.js'), programs);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  /** What it says on stderr. */
  const start = (...flags: string[]) => run([...flags, 'dist/main.js']);

  function run(args: string[], options = ''): Promise<string> {
    const env = { PATH: process.env['PATH'], NODE_ENV: 'production', NODE_OPTIONS: options };
    return new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: root, env }, (_error, _out, err) => {
        resolve(err);
      });
    });
  }

  const importable = (path: string) => JSON.stringify(pathToFileURL(path).href);

  const bundled = async (end: string) => {
    const [name = ''] = (await readdir(join(root, 'dist/bundle'))).filter((file) => file.endsWith(end));
    return join(root, 'dist/bundle', name);
  };

  it('runs the bundle, wherever it lies', async () => {
    expect(await start()).toEqual(BUNDLED);
  });

  it('runs functions that are not named anew each time they are made, which took a third of a request', async () => {
    expect(await readFile(await bundled('.cjs'), 'utf8')).not.toMatch(/\b__name\(/);
  });

  it('runs the bundle in an image, which has no record of the build', async () => {
    await rm(join(root, 'dist/.tsbuildinfo'));
    expect(await start()).toEqual(BUNDLED);
  });

  it('runs the bundle without its code cache, or where that is of other flags', async () => {
    expect(await start('--stack-size=900')).toEqual(BUNDLED);
    await rm(await bundled('.cache'));
    expect(await start()).toEqual(BUNDLED);
  });

  it('runs the compiled files once they are newer', async () => {
    await appendFile(join(root, 'dist/.tsbuildinfo'), ' ');
    expect(await start()).toBe(COMPILED);
  });

  it('runs the compiled files where there is no bundle', async () => {
    await rm(join(root, 'dist/bundle'), { recursive: true });
    expect(await start()).toBe(COMPILED);
  });

  it.each(['--inspect=127.0.0.1:0', '--enable-source-maps'])(
    'runs the compiled files where somebody debugs by %s',
    async (flag) => {
      expect(await start(flag)).toContain(COMPILED);
      expect(await run(['dist/main.js'], flag)).toContain(COMPILED);
    },
  );

  it('brings no embedded servers in its bundle', async () => {
    const modules = (await readFile(await bundled('.cjs'), 'utf8')).match(/^\/\/ dist\/.*$/gm) ?? [];
    expect(modules).toContain('// dist/service.js');
    expect(modules.filter((module) => module.startsWith('// dist/embedded/'))).toEqual([]);
  });

  it('is compiled without the settings of a deployment, which may be wrong', async () => {
    await writeFile(join(root, '.env'), 'TRUST_PROXY=nonsense');
    await writeFile(
      join(root, 'reads-settings.mjs'),
      `import { loadConfig } from ${importable('dist/config/load-config.js')}; loadConfig();`,
    );
    await writeFile(
      join(root, 'compile.mjs'),
      `import { compileBy } from ${importable('scripts/bundling/code-cache.mjs')};
       await compileBy(process.cwd() + '/reads-settings.mjs', []);`,
    );
    expect(await run(['reads-settings.mjs'])).toContain('TRUST_PROXY');
    expect(await run(['compile.mjs'])).toBe('');
  });
});
