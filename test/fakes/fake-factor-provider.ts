import { FactorProvider, type FactorState } from '../../src/auth/factor-provider.port.js';
import type { FakePool } from './fake-pool.js';
import { factorsOf } from './fake-user.js';

export class FakeFactorProvider extends FactorProvider {
  constructor(private readonly pool: FakePool) {
    super();
  }

  list(userId: string): Promise<readonly FactorState[]> {
    const user = this.pool.users.get(userId);
    if (user === undefined) return Promise.resolve([]);
    const methods = factorsOf(user);
    const preferred = methods.length === 1 ? methods[0] : user.preferredFactor;
    const states = methods.map((method) => ({ method, enabled: true, preferred: method === preferred }));
    return Promise.resolve(states);
  }

  removeTotp(userId: string): Promise<void> {
    const user = this.pool.users.get(userId);
    if (user === undefined) return Promise.resolve();
    user.totp = null;
    user.newTotp = null;
    if (user.preferredFactor === 'TOTP') user.preferredFactor = null;
    return Promise.resolve();
  }
}
