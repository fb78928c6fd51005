import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a function of API Gateway answers. */
export interface LambdaAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly cookies?: readonly string[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

interface Message {
  readonly ready?: number;
  readonly response?: LambdaAnswer;
  readonly error?: string;
}

/** One instance of a bundled function, in a process and a folder of its own, with nothing but its variables. */
export class LambdaFunction {
  log = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
  }

  /** Rejects with the error that the function throws where it cannot start. */
  static async start(bundle: string, env: Readonly<Record<string, string>>): Promise<LambdaFunction> {
    const child = fork(join(process.cwd(), 'test/support/lambda-process.mjs'), [bundle], {
      cwd: tmpdir(),
      env: { NODE_ENV: 'production', ...env },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const instance = new LambdaFunction(child);
    const { error } = await instance.message();
    if (error !== undefined) throw new Error(`${error}\n---\n${instance.log}`);
    return instance;
  }

  /** Lets the function answer one event, and freezes it with its answer, as Lambda does. */
  async invoke(event: object, context: object = { awsRequestId: randomUUID() }): Promise<LambdaAnswer> {
    this.child.kill('SIGCONT');
    const answered = this.message();
    this.child.send({ event, context });
    const { response, error } = await answered;
    this.child.kill('SIGSTOP');
    if (response === undefined) throw new Error(error);
    return response;
  }

  /** As Lambda lets go of an instance: without a word. All that it has logged has come by then. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await closed;
  }

  private async message(): Promise<Message> {
    const ended = new AbortController();
    const told = once(this.child, 'message', { signal: ended.signal }) as Promise<[Message]>;
    const gone = once(this.child, 'exit', { signal: ended.signal }).then((): [Message] => [
      { error: `the function has ended:\n${this.log}` },
    ]);
    try {
      return (await Promise.race([told, gone]))[0];
    } finally {
      ended.abort();
      await Promise.allSettled([told, gone]);
    }
  }
}
