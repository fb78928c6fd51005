import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Starts the bundle of `dist`, which takes a fraction of the time; `npm run users` and the others start `scripts/operator.mjs`. */
const PROGRAM = join(__dirname, 'bundled/program.mjs');

export interface OperatorResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of operators in a process of its own, with what it prints. */
export class Operator {
  private stdout = '';
  private stderr = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
  }

  static start(args: readonly string[], env: Readonly<Record<string, string>>): Operator {
    const child = spawn(process.execPath, ['--', PROGRAM, 'operator', ...args], {
      env: { PATH: process.env['PATH'], TEST_SIGNING_KEYS: process.env['TEST_SIGNING_KEYS'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Operator(child);
  }

  static run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<OperatorResult> {
    return Operator.start(args, env).ended();
  }

  /** As the power fails. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.child.kill(signal);
  }

  async ended(): Promise<OperatorResult> {
    const [code] = (await once(this.child, 'close')) as [number | null];
    return { code, stdout: this.stdout, stderr: this.stderr };
  }
}
