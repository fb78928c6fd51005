import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface ServiceOptions {
  /** Settings on top of those that keep one test out of another's way. */
  readonly env?: Readonly<Record<string, string>>;
  /** A folder of an earlier run, to start from what it left. */
  readonly dataDir?: string;
  /** The folder it is started from, where its `.env` is. */
  readonly cwd?: string;
  /** `dist/main.js` as it is, not bundled. */
  readonly plain?: boolean;
}

/** Starts the bundle of `dist`, which takes half the time. */
const PROGRAM = join(__dirname, 'bundled/program.mjs');
const READY_WITHIN_MS = 60_000;

/** The built service in a process of its own, on ports and a folder of its own. */
export class RunningService {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly dataDir: string,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  static async start(options: ServiceOptions = {}): Promise<RunningService> {
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'auth-service-')));
    const program = options.plain === true ? [resolve('dist/main.js')] : [PROGRAM, 'service'];
    const child = spawn(process.execPath, program, {
      cwd: options.cwd,
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        EMBEDDED_COGNITO_PORT: '0',
        EMBEDDED_DYNAMODB_PORT: '0',
        EMBEDDED_DATA_DIR: dataDir,
        LOG_LEVEL: 'info',
        // All tests call from one address.
        RATE_LIMIT_FACTOR: '1000',
        SHUTDOWN_DRAIN_SECONDS: '0',
        TEST_SIGNING_KEYS: process.env['TEST_SIGNING_KEYS'],
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const service = new RunningService(child, dataDir);
    await service.untilReady();
    return service;
  }

  /** Everything it has printed, log lines included. */
  get log(): string {
    return this.output;
  }

  /** Null while it runs. */
  get exitCode(): number | null {
    return this.child.exitCode;
  }

  /** Address of the API without the prefix. */
  get origin(): string {
    return this.address('API').replace('/api/v1', '').replace('localhost', '127.0.0.1');
  }

  get cognito(): string {
    return this.address('Cognito');
  }

  get dynamodb(): string {
    return this.address('DynamoDB');
  }

  get adminPassword(): string {
    return /password: (\S+)/.exec(this.output)?.[1] ?? '';
  }

  /** As an operator stops it. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** As the power fails. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stopAndForget(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    // Rather than its exit: all that it has logged has come by then.
    const closed = once(this.child, 'close');
    this.child.kill(signal);
    await closed;
  }

  private address(name: string): string {
    const found = new RegExp(`^ *${name} +(\\S+)`, 'm').exec(this.output)?.[1];
    if (found === undefined) throw new Error(`the service has not printed its ${name} address`);
    return found;
  }

  private async untilReady(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!/^ *API [^]*?\n\n/m.test(this.output)) {
      if (this.child.exitCode !== null || Date.now() > deadline) {
        await this.kill();
        throw new Error(`the service did not start:\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
