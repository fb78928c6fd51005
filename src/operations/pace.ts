import { setTimeout as sleep } from 'node:timers/promises';

/** What a pace reads the time from and waits by. */
export interface Timer {
  /** Milliseconds that never go back. */
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

const SYSTEM_TIMER: Timer = { now: () => performance.now(), wait: (milliseconds) => sleep(milliseconds) };

/** Lets calls through evenly, so many a second and never in bursts, however many wait side by side. */
export class Pace {
  private readonly intervalMs: number;
  private nextAt = 0;

  constructor(
    perSecond: number,
    private readonly timer: Timer = SYSTEM_TIMER,
  ) {
    this.intervalMs = 1_000 / perSecond;
  }

  /** Resolves when it is the caller's turn; one who makes several calls takes so many turns at once. */
  async turn(calls = 1): Promise<void> {
    const now = this.timer.now();
    const at = Math.max(this.nextAt, now);
    this.nextAt = at + calls * this.intervalMs;
    if (at > now) await this.timer.wait(at - now);
  }
}
