import { Histogram, type Registry } from 'prom-client';
import { UpstreamObserver, type UpstreamOutcome, type UpstreamService } from '../aws/upstream-observer.js';

const BUCKETS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts and times every call to AWS, repeats included. */
export class UpstreamMetrics extends UpstreamObserver {
  private readonly durations: Histogram;

  constructor(registry: Registry) {
    super();
    this.durations = new Histogram({
      name: 'auth_upstream_request_duration_seconds',
      help: 'How long calls to AWS took, by service, operation and outcome (ok, refused, failed).',
      labelNames: ['service', 'operation', 'outcome'],
      buckets: BUCKETS,
      registers: [registry],
    });
  }

  record(service: UpstreamService, operation: string, outcome: UpstreamOutcome, milliseconds: number): void {
    this.durations.observe({ service, operation, outcome }, milliseconds / 1000);
  }
}
