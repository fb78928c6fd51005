import { type AdminDeparture, AdminDepartures } from '../../src/auth/admin-departures.port.js';

export class InMemoryAdminDepartures extends AdminDepartures {
  /** Until when, by user. */
  private readonly leaving = new Map<string, number>();

  announce({ userId, by, at, until }: AdminDeparture): Promise<boolean> {
    if ((this.leaving.get(by) ?? 0) > at) return Promise.resolve(false);
    this.leaving.set(userId, until);
    return Promise.resolve(true);
  }

  forget(userId: string): Promise<void> {
    this.leaving.delete(userId);
    return Promise.resolve();
  }
}
