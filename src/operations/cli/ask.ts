import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Whether somebody is there to answer. */
export function isSomebodyThere(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** What is typed in answer, shown as it is typed or not at all. */
export async function ask(
  question: string,
  { echo, input = process.stdin, output = process.stderr }: AskOptions,
): Promise<string> {
  output.write(question);
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input, output: echo ? output : nowhere, terminal: true, historySize: 0 });
  try {
    const ended = once(lines, 'close').then((): string => '');
    const [answer] = [await Promise.race([once(lines, 'line').then(([line]) => String(line)), ended])];
    if (!echo) output.write('\n');
    return answer.trim();
  } finally {
    lines.close();
  }
}

interface AskOptions {
  readonly echo: boolean;
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
}
