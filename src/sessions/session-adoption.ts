import { Logger } from '@nestjs/common';
import type { Session } from './session.js';
import type { SessionStore } from './session-store.port.js';

const MAX_RUNNING = 100;

/**
 * Registers sessions in the background that the registry has not seen: of somebody who signed in on hosted pages, or whose
 * sign-in was cut off by a crash. One that was ended stays ended, because opening leaves alone what exists.
 */
export class SessionAdoption {
  private readonly log = new Logger(SessionAdoption.name);
  private readonly running = new Set<string>();

  constructor(
    private readonly store: SessionStore,
    private readonly adopted: (session: Session) => void,
  ) {}

  /** What is left out or fails is tried again at the next use. */
  start(session: Session): void {
    if (this.running.has(session.sessionId) || this.running.size >= MAX_RUNNING) return;
    this.running.add(session.sessionId);
    void this.register(session);
  }

  private async register(session: Session): Promise<void> {
    try {
      await this.store.open(session);
      this.adopted(session);
    } catch (error) {
      this.log.warn('A session could not be registered at its first use', error);
    } finally {
      this.running.delete(session.sessionId);
    }
  }
}
