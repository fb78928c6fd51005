import { Counter, Histogram, type Registry } from 'prom-client';
import type { AnsweredRequest } from '../http/hooks.js';

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Handle = Pick<Histogram.Internal<string>, 'observe'>;

/** Counts and times requests. The handle of each series is looked up once and kept, which spares most of the cost. */
export class RequestMetrics {
  private readonly durations: Histogram;
  private readonly refusals: Counter;
  private readonly handles = new Map<string, Handle>();

  constructor(registry: Registry) {
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'How long requests took, by method, route and class of the status.',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers: [registry],
    });
    this.refusals = new Counter({
      name: 'auth_refusals_total',
      help: 'Refused requests, by the code of the refusal (docs/errors.md).',
      labelNames: ['code'],
      registers: [registry],
    });
  }

  /** Bound, so that it can be handed on. */
  readonly record = ({ method, route, status, seconds, refusal }: AnsweredRequest): void => {
    const statusClass = Math.floor(status / 100);
    const key = `${statusClass}${method} ${route}`;
    let handle = this.handles.get(key);
    if (handle === undefined) {
      handle = this.durations.labels({ method, route, status: `${statusClass}xx` });
      this.handles.set(key, handle);
    }
    handle.observe(seconds);
    if (refusal !== undefined) this.refusals.inc({ code: refusal });
  };
}
