import { UpstreamObserver } from './upstream-observer.js';

/** For scripts and tests that count nothing. */
export class SilentObserver extends UpstreamObserver {
  record(): void {
    // Nobody listens.
  }
}
