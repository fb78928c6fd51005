import { OwnTotpStore, type OwnTotpRecord } from '../../src/auth/social/own-totp-store.port.js';

export class InMemoryOwnTotpStore extends OwnTotpStore {
  readonly records = new Map<string, OwnTotpRecord>();

  find(userId: string): Promise<OwnTotpRecord | null> {
    return Promise.resolve(this.records.get(userId) ?? null);
  }

  setPending(userId: string, pending: string): Promise<void> {
    const before = this.records.get(userId) ?? { secret: null, lastStep: 0 };
    this.records.set(userId, { ...before, pending });
    return Promise.resolve();
  }

  activate(userId: string, sealed: string, lastStep: number): Promise<boolean> {
    const before = this.records.get(userId);
    const repeated = before?.secret === sealed && before.lastStep === lastStep;
    if (before?.pending !== sealed && !repeated) return Promise.resolve(false);
    this.records.set(userId, { secret: sealed, pending: null, lastStep });
    return Promise.resolve(true);
  }

  useStep(userId: string, lastStep: number): Promise<boolean> {
    const before = this.records.get(userId);
    if (typeof before?.secret !== 'string' || before.lastStep >= lastStep) return Promise.resolve(false);
    this.records.set(userId, { ...before, lastStep });
    return Promise.resolve(true);
  }

  remove(userId: string): Promise<void> {
    this.records.delete(userId);
    return Promise.resolve();
  }
}
