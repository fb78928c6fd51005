import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 5_000;

/** Repeats an expectation until it holds: an index on AWS follows its table with a delay. */
export async function eventually(expectation: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}
