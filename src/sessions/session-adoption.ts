import { Logger } from '@nestjs/common';
import type { Session } from './session.js';
import type { SessionStore } from './session-store.port.js';

const MAX_RUNNING = 100;

/**
 * Registers sessions in the background that the registry has not seen: of somebody who signed in on hosted pages, or whose
 * sign-in was cut off by a crash. One that was ended stays ended, because opening leaves alone what exists.
 */
export class SessionAdoption {
  private readonly log = new Logger('SessionAdoption');
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly store: SessionStore,
    private readonly adopted: (session: Session) => void,
  ) {}

  /** What is left out or fails is tried again at the next use. */
  start(session: Session): void {
    if (this.running.has(session.sessionId) || this.running.size >= MAX_RUNNING) return;
    const { sessionId } = session;
    const registering = this.register(session).finally(() => this.running.delete(sessionId));
    this.running.set(sessionId, registering);
  }

  /** Resolves when none is being registered. */
  async done(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async register(session: Session): Promise<void> {
    try {
      await this.store.open(session);
      this.adopted(session);
    } catch (error) {
      this.log.warn('A session could not be registered at its first use', error);
    }
  }
}
