import { HandoffStore, type Handoff } from '../../src/auth/social/handoff-store.port.js';

export class InMemoryHandoffStore extends HandoffStore {
  private readonly handoffs = new Map<string, Handoff>();

  put(handoff: Handoff): Promise<void> {
    this.handoffs.set(handoff.id, handoff);
    return Promise.resolve();
  }

  take(id: string): Promise<Handoff | null> {
    const handoff = this.handoffs.get(id) ?? null;
    this.handoffs.delete(id);
    return Promise.resolve(handoff);
  }
}
