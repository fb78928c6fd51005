import { Logger } from '@nestjs/common';
import { isTransient, unavailable } from './upstream-error.js';

const WINDOW_MS = 10_000;

/** How long no call is made; then one tries whether the service is back. */
const OPEN_MS = 2_000;

/**
 * Spares a service that fails, and those who wait for it: once at least half of its calls fail, none is made for two
 * seconds, then a single one, whose end decides. A refusal is an answer like any other and opens nothing.
 */
export class CircuitBreaker {
  private readonly logger = new Logger('CircuitBreaker');
  private windowEndsAt = 0;
  private calls = 0;
  private failures = 0;
  /** Undefined while calls go through. */
  private nextTryAt: number | undefined;

  constructor(
    private readonly service: string,
    private readonly breakAfter: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Throws `service_unavailable` at once while the service is left alone. */
  check(): void {
    if (this.nextTryAt === undefined || this.now() >= this.nextTryAt) return;
    const seconds = Math.ceil((this.nextTryAt - this.now()) / 1_000);
    throw unavailable(new Error(`Calls to ${this.service} are suspended`), seconds);
  }

  async run<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    this.check();
    const probing = this.nextTryAt !== undefined;
    // Nobody else tries meanwhile, nor waits for ever should this one be lost.
    if (probing) this.nextTryAt = this.now() + OPEN_MS;
    try {
      const answer = await call();
      this.record(probing, false);
      return answer;
    } catch (error) {
      this.record(probing, isTransient(error));
      throw error;
    }
  }

  private record(probing: boolean, failed: boolean): void {
    if (probing) this.settle(failed);
    else if (this.nextTryAt === undefined) this.count(failed);
  }

  private settle(failed: boolean): void {
    if (failed) {
      this.nextTryAt = this.now() + OPEN_MS;
      return;
    }
    this.nextTryAt = undefined;
    this.windowEndsAt = 0;
    this.logger.log(`Calls to ${this.service} go through again`);
  }

  private count(failed: boolean): void {
    const now = this.now();
    if (now >= this.windowEndsAt) {
      this.windowEndsAt = now + WINDOW_MS;
      this.calls = 0;
      this.failures = 0;
    }
    this.calls += 1;
    if (!failed) return;
    this.failures += 1;
    if (this.failures < this.breakAfter || this.failures * 2 < this.calls) return;
    this.nextTryAt = now + OPEN_MS;
    this.logger.warn(`Calls to ${this.service} are suspended: ${this.failures} of ${this.calls} have failed`);
  }
}
