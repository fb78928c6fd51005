import {
  PasswordProvider,
  type PasswordChangeOutcome,
  type PasswordResetOutcome,
} from '../../src/auth/password-provider.port.js';
import { AppError } from '../../src/shared/app-error.js';
import type { FakePool } from './fake-pool.js';

/** Wrong current passwords that are taken before none is for a while. */
const MAX_MISMATCHES = 5;

export class FakePasswordProvider extends PasswordProvider {
  /** Wrong current passwords by user id. */
  private readonly mismatches = new Map<string, number>();

  constructor(private readonly pool: FakePool) {
    super();
  }

  startReset(email: string): Promise<void> {
    const user = this.pool.find(email);
    if (user?.enabled !== true) return Promise.resolve();
    if (user.status === 'FORCE_CHANGE_PASSWORD') this.pool.invite(user);
    else if (user.emailVerified) this.pool.mailCode(user, 'reset-password');
    return Promise.resolve();
  }

  confirmReset(email: string, code: string, newPassword: string): Promise<PasswordResetOutcome> {
    const user = this.pool.find(email);
    if (user === undefined) return Promise.resolve({ outcome: 'code_mismatch' });
    const refused = this.pool.faultOfCode(user, 'reset-password', code);
    if (refused !== null) return Promise.resolve({ outcome: refused });
    const fault = this.pool.faultOf(newPassword, user);
    if (fault !== null) return Promise.resolve(fault);
    user.codes.delete('reset-password');
    this.pool.setPassword(user, newPassword);
    return Promise.resolve({ outcome: 'set' });
  }

  change(accessToken: string, currentPassword: string, newPassword: string): Promise<PasswordChangeOutcome> {
    const user = this.pool.holderOf(accessToken);
    if (user === undefined) return Promise.reject(new AppError('invalid_token'));
    const mismatches = this.mismatches.get(user.userId) ?? 0;
    if (mismatches >= MAX_MISMATCHES) return Promise.resolve({ outcome: 'locked' });
    if (user.password !== currentPassword) {
      this.mismatches.set(user.userId, mismatches + 1);
      return Promise.resolve({ outcome: 'mismatch' });
    }
    const fault = this.pool.faultOf(newPassword, user);
    if (fault !== null) return Promise.resolve(fault);
    this.pool.setPassword(user, newPassword);
    return Promise.resolve({ outcome: 'set' });
  }
}
