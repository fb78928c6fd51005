import { CallSlots } from './call-slots.js';
import { CircuitBreaker } from './circuit-breaker.js';
import type { UpstreamLimits } from './upstream-limits.js';

/** What calls to one service may cost this process together, whoever makes them. */
export class CallBounds {
  private readonly slots: CallSlots;
  private readonly breaker: CircuitBreaker;

  constructor(service: string, limits: Omit<UpstreamLimits, 'connect' | 'request'>) {
    this.slots = new CallSlots(limits);
    this.breaker = new CircuitBreaker(service, limits.breakAfter);
  }

  /** Throws `service_unavailable` where there is no place in time, and at once while the service is left alone. */
  async run<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    this.breaker.check();
    return this.slots.run(() => this.breaker.run(call));
  }
}
