/** What has to be kept of a sign-in. Whoever has it is signed in. */
export interface StoredTokens {
  readonly userId: string;
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** When a new access token should be fetched, in milliseconds since 1970. */
  readonly refreshAt: number;
  /** When the access token ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Where the tokens are kept. The methods may be asynchronous; what they throw goes to whoever called the client. */
export interface TokenStorage {
  /**
   * Set it where several pages or workers share what is stored: a Web Lock of this name then lets one of them refresh at
   * a time.
   */
  readonly sharedAs?: string;
  load(): StoredTokens | null | Promise<StoredTokens | null>;
  save(tokens: StoredTokens): void | Promise<void>;
  clear(): void | Promise<void>;
}

/** Whether something that was read back is a set of tokens: storage can be edited, and outlives versions of the app. */
export function isStoredTokens(value: unknown): value is StoredTokens {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  const texts = ['userId', 'accessToken', 'idToken', 'refreshToken'];
  return (
    texts.every((key) => isPlain(record[key])) &&
    ['refreshAt', 'expiresAt'].every((key) => typeof record[key] === 'number')
  );
}

/** What can stand in a header: anything else would end up in the message of an error. */
function isPlain(value: unknown): boolean {
  return typeof value === 'string' && /^[\w.~+/=-]+$/.test(value);
}
