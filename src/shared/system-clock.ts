import { Clock } from './clock.js';

/** The computer's own time. */
export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}
