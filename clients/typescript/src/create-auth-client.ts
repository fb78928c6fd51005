import type { StepUpHandler } from './api-caller.js';
import { AuthClient } from './auth-client.js';
import { baseAddress } from './base-address.js';
import { type Fetch, HttpTransport } from './http-transport.js';
import { MemoryStorage } from './memory-storage.js';
import type { RetryLimits } from './repeating.js';
import type { SessionEndListener } from './token-session.js';
import type { TokenStorage } from './token-storage.js';

export interface AuthClientOptions {
  /** Address of the API with its version, e.g. `https://auth.example.com/api/v1`; in a page also `/api/v1`. */
  readonly baseUrl: string | URL;
  /** Where the tokens are kept; in memory where left out. */
  readonly storage?: TokenStorage;
  /** Instead of the global one. */
  readonly fetch?: Fetch;
  /** Milliseconds for each try of a call; 15,000 where left out. */
  readonly timeoutMs?: number;
  /** Three tries and ten seconds of waiting where left out. Only what is safe is tried again. */
  readonly retry?: Partial<RetryLimits>;
  /** Asks the person to sign in again where an operation wants it; without it the problem is thrown. */
  readonly onStepUp?: StepUpHandler;
  readonly onSessionEnd?: SessionEndListener;
  /** Lets `http:` through off loopback, where something else encrypts. */
  readonly allowHttp?: boolean;
}

const TIMEOUT_MS = 15_000;
const RETRY: RetryLimits = { maxTries: 3, maxWaitMs: 10_000 };

/** Throws a `TypeError` for a `baseUrl` that cannot be right. */
export function createAuthClient(options: AuthClientOptions): AuthClient {
  const fetch: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const client = new AuthClient(
    {
      baseUrl: baseAddress(options.baseUrl, { allowHttp: options.allowHttp ?? false }),
      transport: new HttpTransport(fetch, options.timeoutMs ?? TIMEOUT_MS),
      retry: { ...RETRY, ...options.retry },
    },
    options.storage ?? new MemoryStorage(),
    options.onStepUp,
  );
  if (options.onSessionEnd !== undefined) client.onSessionEnd(options.onSessionEnd);
  return client;
}
