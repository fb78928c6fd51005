import type { Outbox } from '../outbox/outbox.js';
import type { PasswordHasher } from '../passwords/password-hasher.js';
import type { CognitoStore } from '../store/cognito-store.js';
import type { Housekeeping } from '../store/housekeeping.js';
import type { SigningKeys } from '../tokens/signing-keys.js';
import type { TokenIssuer } from '../tokens/token-issuer.js';
import type { TriggerRunner } from '../triggers/trigger-runner.js';

/** Whether a wrong password hides that an account is unconfirmed or disabled; reports on Cognito differ. */
export type PasswordCheckOrder = 'password-first' | 'status-first';

/** What an operation may use. */
export interface OperationContext {
  readonly store: CognitoStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly region: string;
  readonly issuerOf: (poolId: string) => string;
  readonly keys: SigningKeys;
  readonly tokens: TokenIssuer;
  readonly passwords: PasswordHasher;
  readonly outbox: Outbox;
  readonly housekeeping: Housekeeping;
  readonly triggers: TriggerRunner;
  readonly passwordCheckOrder: PasswordCheckOrder;
}
