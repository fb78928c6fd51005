import { once } from 'node:events';
import { BESIDE } from './processes.mjs';

/** The process that sends requests (`load.mjs`), with a file of tokens, one a line. */
export class LoadGenerator {
  #process;

  static async start(processes, tokensFile) {
    const generator = new LoadGenerator();
    const args = ['bench/support/load.mjs', tokensFile];
    generator.#process = await processes.start('load', args, { core: BESIDE, ready: /^ready$/m, ipc: true });
    return generator;
  }

  /** What `load.mjs` has measured of one job; rejects where a request failed. */
  async run(job) {
    const { child, output } = this.#process;
    const aborted = new AbortController();
    const { signal } = aborted;
    const ended = once(child, 'exit', { signal }).then(() => {
      throw new Error(`The load has ended; see ${output}`);
    });
    const answered = once(child, 'message', { signal });
    child.send(job);
    try {
      const [result] = await Promise.race([answered, ended]);
      if (result.failed > 0) throw new Error(`${job.url}: ${result.failed} requests failed`);
      return result;
    } finally {
      aborted.abort();
      await Promise.allSettled([answered, ended]);
    }
  }

  end(processes) {
    return processes.end(this.#process);
  }
}
