import {
  AccountProvider,
  type EmailChangeResult,
  type EmailChangeStart,
} from '../../src/auth/account-provider.port.js';
import { AppError } from '../../src/shared/app-error.js';
import type { FakePool } from './fake-pool.js';

export class FakeAccountProvider extends AccountProvider {
  constructor(private readonly pool: FakePool) {
    super();
  }

  startEmailChange(accessToken: string, newEmail: string): Promise<EmailChangeStart> {
    const user = this.pool.holderOf(accessToken);
    if (user === undefined) return Promise.reject(new AppError('invalid_token'));
    const email = newEmail.toLowerCase();
    if (email === user.email) return Promise.resolve('same');
    if (this.pool.find(email) !== undefined) return Promise.resolve('taken');
    user.newEmail = email;
    this.pool.mailCode(user, 'verify-email');
    return Promise.resolve('started');
  }

  confirmEmailChange(accessToken: string, code: string): Promise<EmailChangeResult> {
    const user = this.pool.holderOf(accessToken);
    if (user === undefined) return Promise.reject(new AppError('invalid_token'));
    const refused = this.pool.faultOfCode(user, 'verify-email', code);
    if (refused !== null) return Promise.resolve(refused);
    if (user.newEmail === null) return Promise.resolve('code_expired');
    user.codes.delete('verify-email');
    if (this.pool.find(user.newEmail) !== undefined) return Promise.resolve('taken');
    user.email = user.newEmail;
    user.emailVerified = true;
    user.newEmail = null;
    return Promise.resolve('changed');
  }

  localeOf(userId: string): Promise<string | null> {
    return Promise.resolve(this.pool.users.get(userId)?.locale ?? null);
  }

  signOutEverywhere(userId: string): Promise<void> {
    this.pool.tokens.revokeAll(userId);
    return Promise.resolve();
  }

  erase(userId: string): Promise<void> {
    this.pool.users.delete(userId);
    return Promise.resolve();
  }
}
