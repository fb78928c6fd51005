import type { MfaMethod } from './identity-provider.port.js';

export interface FactorState {
  readonly method: MfaMethod;
  readonly enabled: boolean;
  readonly preferred: boolean;
}

/** The second factors of accounts. Errors are thrown as by `IdentityProvider`. */
export abstract class FactorProvider {
  /**
   * AdminGetUser: the factors that are enabled, in the order TOTP, SMS, EMAIL. None where there is no
   * such user; the only one counts as preferred. A read, so it is repeated once.
   */
  abstract list(userId: string): Promise<readonly FactorState[]>;

  /**
   * AdminSetUserMFAPreference off, then AdminDeleteSoftwareToken: the app is forgotten and asked for no more. Safe to
   * repeat, also where there is no app or no user.
   */
  abstract removeTotp(userId: string): Promise<void>;
}
