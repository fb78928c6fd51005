import { createHash, hkdfSync } from 'node:crypto';

export interface SecretKey {
  /** Names the key without telling anything about it. */
  readonly id: string;
  readonly key: Uint8Array;
}

/**
 * The keys derived from `SESSION_SECRET`, newest first: the first seals, all of them open. Each purpose has a key of its
 * own, so what is sealed for one can never be opened as another.
 */
export class SecretKeys {
  constructor(private readonly secrets: readonly string[]) {
    if (secrets.length === 0) throw new TypeError('at least one session secret is needed');
  }

  derive(purpose: string): readonly SecretKey[] {
    return this.secrets.map((secret) => {
      const key = new Uint8Array(hkdfSync('sha256', secret, 'cognito-auth-service', purpose, 32));
      return { id: createHash('sha256').update(key).digest('base64url').slice(0, 11), key };
    });
  }
}
