import type { ErrorCode } from '../shared/error-code.js';
import type { Profile } from '../users/profile.js';
import type { MfaMethod, TokenSet } from './identity-provider.port.js';

export interface Authenticated {
  readonly status: 'AUTHENTICATED';
  readonly tokens: TokenSet;
  readonly profile: Profile;
  /** Only the first time that a factor is set up. */
  readonly recoveryCodes?: readonly string[];
}

interface Waiting {
  /** Sealed; good for the one step that the status asks for. */
  readonly session: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface MfaRequired extends Waiting {
  readonly status: 'MFA_REQUIRED';
  readonly method: MfaMethod;
  /** Masked. */
  readonly destination?: string;
}

export interface MfaSelectionRequired extends Waiting {
  readonly status: 'MFA_SELECTION_REQUIRED';
  readonly methods: readonly MfaMethod[];
}

export interface MfaSetupRequired extends Waiting {
  readonly status: 'MFA_SETUP_REQUIRED';
  readonly methods: readonly MfaMethod[];
}

export interface NewPasswordRequired extends Waiting {
  readonly status: 'NEW_PASSWORD_REQUIRED';
  readonly reason: 'INVITED' | 'EXPIRED';
}

/** The address belongs to an account with a password: prove it, and both are one. */
export interface SocialLinkRequired extends Waiting {
  readonly status: 'SOCIAL_LINK_REQUIRED';
  /** The address, masked. */
  readonly destination: string;
}

export interface Refused {
  readonly status: 'REFUSED';
  readonly code: ErrorCode;
  readonly retryAfterSeconds?: number;
}

/** Every way a step of a sign-in can end. Refusals are expected, so they are values too. */
export type AuthOutcome =
  | Authenticated
  | MfaRequired
  | MfaSelectionRequired
  | MfaSetupRequired
  | NewPasswordRequired
  | SocialLinkRequired
  | Refused;

export function refused(code: ErrorCode, retryAfterSeconds?: number): Refused {
  return { status: 'REFUSED', code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}
