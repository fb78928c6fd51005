import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LAUNCHER = join(__dirname, 'embedded-cognito-launcher.mjs');

/** The built embedded Cognito server in a process of its own, which can be killed without warning. */
export class EmbeddedCognitoProcess {
  private constructor(
    readonly endpoint: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(dataDir: string): Promise<EmbeddedCognitoProcess> {
    const child = spawn(process.execPath, [LAUNCHER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const died = once(child, 'exit').then(([code]) => {
      throw new Error(`The embedded Cognito server ended with ${String(code)}; is the project built?`);
    });
    const lines = createInterface({ input: child.stdout });
    const [endpoint] = (await Promise.race([once(lines, 'line'), died])) as [string];
    died.catch(() => undefined);
    return new EmbeddedCognitoProcess(endpoint, child);
  }

  /** SIGKILL: nothing gets a chance to tidy up. */
  async kill(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}
