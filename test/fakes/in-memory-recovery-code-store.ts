import { RecoveryCodeStore, type RecoveryCodeSet } from '../../src/auth/recovery-code-store.port.js';

export class InMemoryRecoveryCodeStore extends RecoveryCodeStore {
  private readonly sets = new Map<string, RecoveryCodeSet>();

  replace(userId: string, set: RecoveryCodeSet): Promise<void> {
    this.sets.set(userId, set);
    return Promise.resolve();
  }

  createIfNone(userId: string, set: RecoveryCodeSet): Promise<boolean> {
    const isNew = !this.sets.has(userId);
    if (isNew) this.sets.set(userId, set);
    return Promise.resolve(isNew);
  }

  find(userId: string): Promise<RecoveryCodeSet | null> {
    return Promise.resolve(this.sets.get(userId) ?? null);
  }

  burn(userId: string, hash: string): Promise<boolean> {
    const set = this.sets.get(userId);
    if (!set?.hashes.includes(hash)) return Promise.resolve(false);
    this.sets.set(userId, { ...set, hashes: set.hashes.filter((other) => other !== hash) });
    return Promise.resolve(true);
  }

  remove(userId: string): Promise<void> {
    this.sets.delete(userId);
    return Promise.resolve();
  }
}
