import pino from 'pino';

/** As much as one system call writes. */
const MAX_HELD = 16_000;

export interface BatchedOutput {
  write(lines: string): void;
  flushSync(): void;
}

/**
 * Standard output for the log of a busy server: what is written in one turn of the event loop goes out by one system call at
 * its end, and everything where the process ends by itself.
 */
export function batchedOutput(): BatchedOutput {
  const output = pino.destination({ fd: process.stdout.fd, sync: true });
  let held = '';
  let isWaiting = false;
  const flush = () => {
    if (held === '') return;
    const lines = held;
    held = '';
    output.write(lines);
  };
  const flushLater = () => {
    isWaiting = false;
    flush();
  };
  process.once('exit', flush);
  return {
    write(lines) {
      held += lines;
      if (held.length > MAX_HELD) flush();
      if (isWaiting) return;
      isWaiting = true;
      setImmediate(flushLater);
    },
    flushSync: flush,
  };
}
