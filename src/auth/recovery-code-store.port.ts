/** Hashed recovery codes of a user, as one set: replaced whole, used one by one. */
export interface RecoveryCodeSet {
  /** Base64url, one salt for the whole set. */
  readonly salt: string;
  /** Base64url scrypt hashes. */
  readonly hashes: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
}

export abstract class RecoveryCodeStore {
  /** Puts a new set in place of the old one. */
  abstract replace(userId: string, set: RecoveryCodeSet): Promise<void>;

  /** Puts a set in place only where the user has none; answers whether it did. */
  abstract createIfNone(userId: string, set: RecoveryCodeSet): Promise<boolean>;

  /** The codes that are left, or null where none were ever made. */
  abstract find(userId: string): Promise<RecoveryCodeSet | null>;

  /** Burns one code atomically; of two at once exactly one is answered true. */
  abstract burn(userId: string, hash: string): Promise<boolean>;

  abstract remove(userId: string): Promise<void>;
}
