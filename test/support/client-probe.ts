import {
  type AuthClient,
  type AuthClientOptions,
  createAuthClient,
  MemoryStorage,
} from '../../clients/typescript/src/main.js';
import { type Answer, readAnswer } from './api-client.js';

/** The typed client as an app has it, and what went over the wire, for tests to look at. */
export class ClientProbe {
  readonly storage = new MemoryStorage();
  readonly client: AuthClient;
  /** The last answer of the service. */
  last: Answer | undefined;

  constructor(origin: string, options: Partial<AuthClientOptions> = {}) {
    this.client = createAuthClient({
      baseUrl: `${origin}/api/v1`,
      storage: this.storage,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        this.last = await readAnswer(response.clone());
        return response;
      },
      ...options,
    });
  }
}
