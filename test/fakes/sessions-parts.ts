import { ChangeFeed } from '../../src/changes/change-feed.js';
import { loadConfig } from '../../src/config/load-config.js';
import { SessionsService } from '../../src/sessions/sessions.service.js';
import type { RequestOrigin } from '../../src/shared/caller.js';
import { FakeClock } from './fake-clock.js';
import { InMemoryChangeStore } from './in-memory-change-store.js';
import { InMemorySessionStore } from './in-memory-session-store.js';

export const ORIGIN: RequestOrigin = {
  ipAddress: '192.0.2.7',
  userAgent: 'Firefox',
  requestId: 'request-1',
};

/** Instances of the service that share one registry and one clock, seen by one person. */
export class SessionsParts {
  readonly clock = new FakeClock();
  readonly store = new InMemorySessionStore();
  readonly changes = new InMemoryChangeStore();
  readonly here: SessionsService;
  readonly elsewhere: SessionsService;

  constructor(private readonly env: Readonly<Record<string, string>> = {}) {
    this.here = this.instance();
    this.elsewhere = this.instance();
  }

  instance(): SessionsService {
    const feed = new ChangeFeed(this.changes, this.clock);
    return new SessionsService(this.store, this.clock, loadConfig({ ...this.env }), feed);
  }

  /** Lets everything that runs in the background come to its end. */
  async pass(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await jest.advanceTimersByTimeAsync(milliseconds);
  }

  check(sessionId: string, instance: SessionsService = this.here): ReturnType<SessionsService['check']> {
    return instance.check('ada', sessionId, this.authTime(), ORIGIN);
  }

  /** `auth_time` of somebody who signed in that long ago. */
  authTime(agoMs = 0): number {
    return Math.floor((this.clock.now() - agoMs) / 1000);
  }
}
