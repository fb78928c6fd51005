import { isStoredTokens, type StoredTokens, type TokenStorage } from './token-storage.js';

/** The part of `sessionStorage` and `localStorage` that is used. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface WebStorageOptions {
  readonly key?: string;
  /** Say `true` for `localStorage`, which all tabs share. */
  readonly shared?: boolean;
}

/**
 * Keeps the tokens in a storage of the browser, so that a reload does not sign out. Any script of the page can read them
 * there: take it only where a Content-Security-Policy lets no foreign script in, and prefer `sessionStorage`.
 */
export class WebStorage implements TokenStorage {
  readonly sharedAs?: string;
  readonly #storage: KeyValueStorage;
  readonly #key: string;

  constructor(storage: KeyValueStorage, { key = 'auth.tokens', shared = false }: WebStorageOptions = {}) {
    this.#storage = storage;
    this.#key = key;
    if (shared) this.sharedAs = key;
  }

  /** Null also where what is stored cannot be read. */
  load(): StoredTokens | null {
    try {
      const value: unknown = JSON.parse(this.#storage.getItem(this.#key) ?? 'null');
      return isStoredTokens(value) ? value : null;
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }

  save(tokens: StoredTokens): void {
    this.#storage.setItem(this.#key, JSON.stringify(tokens));
  }

  clear(): void {
    this.#storage.removeItem(this.#key);
  }
}
