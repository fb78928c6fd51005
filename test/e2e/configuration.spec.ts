import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the service as `npm start` does, and waits until it ends by itself. */
async function start(env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(process.execPath, [join(process.cwd(), 'dist/main.js')], {
    // A folder without `.env`.
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, out: out.join(''), err: err.join('') };
}

describe('starting with mistakes in the configuration', () => {
  it('ends with one readable block that names them all, and nothing else', async () => {
    const wrong = {
      PORT: 'http',
      SECURITY_PROFILE: 'strict',
      MFA_MODE: 'always',
      LOCK_AFTER: '0',
      CORS_ORIGINS: '*',
      TRUST_PROXY: 'everybody',
      COGNITO_DOMAIN: 'http://pages.example.com',
    };
    const { exitCode, out, err } = await start({ ...wrong, SESSION_SECRET: 'hunter2' });
    expect([exitCode, out]).toEqual([1, '']);
    const [title = '', ...rest] = err.split('\n');
    expect(title).toBe('The configuration has 8 mistakes:');
    const named = rest.flatMap((line) => /^ {2}([A-Z_]+) must /.exec(line)?.[1] ?? []);
    expect(named.sort()).toEqual([...Object.keys(wrong), 'SESSION_SECRET'].sort());
    expect(err).toMatch(/\n\nSee docs\/configuration\.md and \.env\.example\.\n$/);
    expect(err).not.toMatch(/hunter2|\n +at |Error:/);
  });

  it('ends in production without a pool, and says what is missing', async () => {
    const { exitCode, out, err } = await start({ NODE_ENV: 'production' });
    expect([exitCode, out]).toEqual([1, '']);
    expect(err).toContain('  COGNITO_USER_POOL_ID must be set: embedded mode is refused in production.\n');
  });
});

describe('starting on a port that is in use', () => {
  let other: Server;
  let port: string;
  let dataDir: string;

  beforeAll(async () => {
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    port = String((other.address() as AddressInfo).port);
    dataDir = await mkdtemp(join(tmpdir(), 'auth-service-'));
  });

  afterAll(async () => {
    other.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it.each(['PORT', 'EMBEDDED_COGNITO_PORT', 'EMBEDDED_DYNAMODB_PORT'])(
    'ends with one line that names %s',
    async (variable) => {
      const free = { PORT: '0', EMBEDDED_COGNITO_PORT: '0', EMBEDDED_DYNAMODB_PORT: '0' };
      const env = { ...free, EMBEDDED_DATA_DIR: dataDir, LOG_LEVEL: 'error', [variable]: port };
      const { exitCode, err } = await start(env);
      expect({ exitCode, err }).toEqual({
        exitCode: 1,
        err: `Port ${port} of 127.0.0.1 is in use already. Set ${variable} to another one.\n`,
      });
    },
  );
});
