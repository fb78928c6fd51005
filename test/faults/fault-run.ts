import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../support/api-client.js';
import type { FaultyWorld, Ready } from './faulty-world.js';
import { prepare } from './operations.js';

/** Longer than three tries of every call that an operation makes one after the other. */
const BOUND_MS = 24_000;
const AT_ONCE = 4;
const PREPARED_WITHIN_TRIES = 4;
const REPEATS = 2;

/** Without two kinds of factors there is nothing to select; the limits before it are asked all the same. */
const REFUSED: Readonly<Record<string, number>> = { selectMfa: 401 };

export interface Outcome {
  readonly status: number;
  /** What must not be, for a person to read; undefined where all is well. */
  readonly wrong: string | undefined;
}

/** Sends operations while something is broken, each with a request that would succeed otherwise. */
export class FaultRun {
  private readonly ready = new Map<string, Ready>();

  constructor(private readonly world: FaultyWorld) {}

  /** Requests are kept until they are used up: most of them fail before they change anything. */
  async prepare(names: readonly string[]): Promise<void> {
    const left = names.filter((name) => !this.ready.has(name));
    const work = async (): Promise<void> => {
      for (let name = left.pop(); name !== undefined; name = left.pop()) {
        this.ready.set(name, await this.prepared(name));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** On a busy machine a one-time code can be too old when it arrives, or an upstream too late, so again then. */
  private async prepared(name: string): Promise<Ready> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await prepare(name, this.world);
      } catch (error) {
        if (tries === PREPARED_WITHIN_TRIES) throw error;
        await sleep(tries * 500);
      }
    }
  }

  /** Sends one while nothing is broken. */
  async send(name: string): Promise<Answer> {
    await this.prepare([name]);
    const answer = await this.world.send(this.take(name));
    this.ready.delete(name);
    return answer;
  }

  /** What becomes of the operations, all at once, between the two calls. */
  async during(names: readonly string[], spoil: () => void): Promise<ReadonlyMap<string, Outcome>> {
    let outcomes = await this.attempt(names, spoil);
    for (let repeats = 0; repeats < REPEATS; repeats += 1) {
      const doubtful = [...outcomes].filter(([, { wrong }]) => wrong !== undefined).map(([name]) => name);
      if (doubtful.length === 0) break;
      // An earlier fault may have let its request through, or a code has become too old, so only a new one tells.
      for (const name of doubtful) this.ready.delete(name);
      outcomes = new Map([...outcomes, ...(await this.attempt(doubtful, spoil))]);
    }
    return outcomes;
  }

  private async attempt(names: readonly string[], spoil: () => void): Promise<Map<string, Outcome>> {
    await this.prepare(names);
    spoil();
    try {
      const sent = names.map(async (name) => [name, await this.outcome(name)] as const);
      return new Map(await Promise.all(sent));
    } finally {
      this.world.heal();
    }
  }

  private async outcome(name: string): Promise<Outcome> {
    const startedAt = performance.now();
    const answer = await this.world.send(this.take(name));
    const milliseconds = performance.now() - startedAt;
    if (answer.status < 400) this.ready.delete(name);
    const late = milliseconds > BOUND_MS ? `took ${Math.round(milliseconds)} ms` : undefined;
    return { status: answer.status, wrong: faultOf(name, answer) ?? late };
  }

  private take(name: string): Ready {
    const ready = this.ready.get(name);
    if (ready === undefined) throw new Error(`${name} is not prepared`);
    return ready;
  }
}

/** What is wrong with an answer under a fault: only success and a documented 503 are right. */
function faultOf(name: string, { status, headers, body }: Answer): string | undefined {
  if (status < 400 || status === REFUSED[name]) return undefined;
  const text = JSON.stringify(body);
  if (status !== 503) return `${status} ${text}`;
  if (!/^[1-9]\d*$/.test(headers.get('retry-after') ?? '')) return '503 without Retry-After';
  const code = body['code'] ?? body['error'] ?? body['status'];
  if (!/^(service_|temporarily_)?unavailable$/.test(String(code))) return `503 ${text}`;
  return /access_?token/i.test(text) ? '503 with a token' : undefined;
}
