import { Clock } from '../../src/shared/clock.js';

/** A clock that stands still until it is told to advance. */
export class FakeClock extends Clock {
  constructor(private current: number = Date.parse('2026-01-01T00:00:00.000Z')) {
    super();
  }

  now(): number {
    return this.current;
  }

  advance(milliseconds: number): void {
    this.current += milliseconds;
  }
}
