import { unavailable } from './upstream-error.js';
import type { UpstreamLimits } from './upstream-limits.js';

const RETRY_AFTER_SECONDS = 1;

interface Waiting {
  readonly enter: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * The places for calls to one service. Those that find none wait for a moment, in turn and in a queue that is bounded
 * too, so that a service that has become slow holds neither the memory nor the sockets of the process.
 */
export class CallSlots {
  private taken = 0;
  private readonly queue = new Set<Waiting>();

  constructor(private readonly limits: Pick<UpstreamLimits, 'concurrent' | 'queued' | 'queueWait'>) {}

  /** Throws `service_unavailable` where there is no place in time. */
  async run<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (this.taken < this.limits.concurrent) this.taken += 1;
    else await this.turn();
    try {
      return await call();
    } finally {
      this.leave();
    }
  }

  private turn(): Promise<void> {
    if (this.queue.size >= this.limits.queued) throw full('The queue is full');
    return new Promise((enter, refuse) => {
      const timer = setTimeout(() => {
        this.queue.delete(waiting);
        refuse(full('No call ended in time'));
      }, this.limits.queueWait);
      const waiting: Waiting = { enter, timer };
      this.queue.add(waiting);
    });
  }

  /** Whoever has waited longest gets the place itself, so that nobody who comes just then can take it. */
  private leave(): void {
    const [next] = this.queue;
    if (next === undefined) {
      this.taken -= 1;
      return;
    }
    this.queue.delete(next);
    clearTimeout(next.timer);
    next.enter();
  }
}

function full(message: string): Error {
  return unavailable(new Error(message), RETRY_AFTER_SECONDS);
}
