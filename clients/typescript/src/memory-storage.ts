import type { StoredTokens, TokenStorage } from './token-storage.js';

/** Keeps the tokens until the page is closed or reloaded. The default, and the safest. */
export class MemoryStorage implements TokenStorage {
  #tokens: StoredTokens | null = null;

  load(): StoredTokens | null {
    return this.#tokens;
  }

  save(tokens: StoredTokens): void {
    this.#tokens = tokens;
  }

  clear(): void {
    this.#tokens = null;
  }
}
