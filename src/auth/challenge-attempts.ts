import { Injectable } from '@nestjs/common';
import { CounterStore } from '../limits/counter-store.port.js';
import { Clock } from '../shared/clock.js';
import type { ChallengeSession } from './challenge-session.js';

/** How many answers one sign-in may try, whatever the number of sealed sessions it was given. */
const MAX_ATTEMPTS = 5;
/** Longer than any challenge lives. */
const WINDOW_MS = 60 * 60_000;

/** Counts answers to the challenges of one sign-in, on all instances together. */
@Injectable()
export class ChallengeAttempts {
  constructor(
    private readonly counters: CounterStore,
    private readonly clock: Clock,
  ) {}

  /** Counted before the answer is checked, so that attempts made at once cannot slip past the limit. */
  async allow(session: Pick<ChallengeSession, 'challengeId'>): Promise<boolean> {
    const key = `challenge#${session.challengeId}`;
    const { count } = await this.counters.increment(key, WINDOW_MS, this.clock.now());
    return count <= MAX_ATTEMPTS;
  }
}
