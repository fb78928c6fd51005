import { UpstreamObserver } from '../../src/aws/upstream-observer.js';

/** Keeps `service operation outcome` of each call. */
export class RecordingObserver extends UpstreamObserver {
  readonly calls: string[] = [];

  record(service: string, operation: string, outcome: string): void {
    this.calls.push(`${service} ${operation} ${outcome}`);
  }
}
