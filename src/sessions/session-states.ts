import { LRUCache } from 'lru-cache';
import { bounded } from '../shared/bounded.js';
import type { CacheCounts } from '../shared/cache-counts.js';
import type { ChangeWatch } from '../shared/change-watch.js';
import type { Clock } from '../shared/clock.js';
import { FRESH_MS, FreshCache } from '../shared/fresh-cache.js';
import type { SessionState } from './session.js';
import type { SessionStore } from './session-store.port.js';
import type { SignOutMark } from './sign-out-mark.js';

/** A state, and when it was asked for. */
export interface ReadState extends SessionState {
  readonly readAt: number;
}

/** Longer than any state that was read before the mark was changed is kept. */
const OWN_MARK_MS = 3 * FRESH_MS;
const MAX_OWN_MARKS = 10_000;

/** States of sessions as they were at most five seconds ago, and at once as this instance changed them. */
export class SessionStates {
  private readonly states: FreshCache<ReadState>;
  private readonly ownMarks: LRUCache<string, SignOutMark>;

  constructor(store: SessionStore, clock: Clock, watch: ChangeWatch) {
    const load = async (key: string): Promise<ReadState> => {
      const readAt = clock.now();
      const [userId = '', sessionId = ''] = key.split(' ');
      return { ...(await store.state(userId, sessionId)), readAt };
    };
    this.states = new FreshCache(clock, load, { watch, userOf: (key) => key.split(' ')[0] ?? '' });
    this.ownMarks = new LRUCache({
      ...bounded(MAX_OWN_MARKS),
      ttl: OWN_MARK_MS,
      ttlResolution: 0,
      perf: { now: () => clock.now() },
    });
  }

  get counts(): CacheCounts {
    return this.states.counts;
  }

  /** As `read`, without a promise; undefined where it was not read a moment ago. */
  known(userId: string, sessionId: string): ReadState | undefined {
    const state = this.states.peek(keyOf(userId, sessionId));
    return state === undefined ? undefined : this.withOwnMark(userId, state);
  }

  async read(userId: string, sessionId: string): Promise<ReadState> {
    return this.withOwnMark(userId, await this.states.get(keyOf(userId, sessionId)));
  }

  /** As it is now, past the cache. */
  async readNow(userId: string, sessionId: string): Promise<ReadState> {
    this.forget(userId, sessionId);
    return this.withOwnMark(userId, await this.states.get(keyOf(userId, sessionId)));
  }

  forget(userId: string, sessionId: string): void {
    this.states.forget(keyOf(userId, sessionId));
  }

  /** This instance has changed the mark, which holds for all sessions of the user whatever was read of them before. */
  keepMark(userId: string, mark: SignOutMark): void {
    this.ownMarks.set(userId, mark);
  }

  private withOwnMark(userId: string, state: ReadState): ReadState {
    const own = this.ownMarks.size === 0 ? undefined : this.ownMarks.get(userId);
    return own === undefined || own.version <= state.mark.version ? state : { ...state, mark: own };
  }
}

function keyOf(userId: string, sessionId: string): string {
  return `${userId} ${sessionId}`;
}
