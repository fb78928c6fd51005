import type { AuthClient } from '../auth-client.js';
import { type AuthClientOptions, createAuthClient } from '../create-auth-client.js';
import { authenticated, BASE_URL, FakeService, ok } from './fake-service.js';

export interface SignedInClient {
  readonly client: AuthClient;
  readonly service: FakeService;
  /** Reasons with which listeners heard of the end. */
  readonly ends: string[];
}

/** A client signed in with the tokens named `first`, and the service it talks to. */
export async function signedInClient(
  options: Partial<AuthClientOptions> & { readonly expiresIn?: number } = {},
): Promise<SignedInClient> {
  const { expiresIn, ...others } = options;
  const service = new FakeService().on('POST /auth/login', ok(authenticated('first', expiresIn)));
  const ends: string[] = [];
  const client = createAuthClient({
    baseUrl: BASE_URL,
    fetch: service.fetch,
    onSessionEnd: (reason) => ends.push(reason),
    ...others,
  });
  await client.signIn({ email: 'ada@example.com', password: 'a-password' });
  service.received.length = 0;
  return { client, service, ends };
}
