import { type Answer, ApiClient } from './api-client.js';
import { HostedPages, type PageAnswer } from './hosted-pages.js';
import type { AuthResult } from './journey.js';

/** Where the tests' app lives; nothing listens there. */
export const APP = 'http://localhost:5173/signed-in';

export interface GoogleAccount {
  readonly email: string;
  readonly name?: string;
  readonly verified?: 'true' | 'false';
}

export type SocialResult = AuthResult & { readonly destination?: string };

/** A person with a browser who signs in with Google at a running service. */
export class SocialJourney {
  readonly browser = new HostedPages();
  readonly api: ApiClient;

  constructor(readonly origin: string) {
    this.api = new ApiClient(origin);
  }

  /** Follows the start to Google's page; the redirects of the service and of Cognito are both answered here. */
  async start(redirectUri: string | null = APP): Promise<PageAnswer> {
    const query = redirectUri === null ? '' : `?redirectUri=${encodeURIComponent(redirectUri)}`;
    const started = await this.browser.request(new URL(`${this.origin}/api/v1/auth/social/google${query}`));
    if (started.location === undefined) throw new Error(`social sign-in did not start: ${started.html}`);
    return this.browser.open(started.location);
  }

  /** Chooses an account on Google's page; answers the address of the callback, not yet visited. */
  async consent(page: PageAnswer, { email, name = 'Ada Lovelace', verified }: GoogleAccount): Promise<URL> {
    const fields = { email, name, decision: 'allow', ...(verified !== 'false' && { verified: 'true' }) };
    const { location } = await this.browser.submit(page, fields);
    if (location === undefined) throw new Error('Google led nowhere');
    return location;
  }

  callback(address: URL): Promise<PageAnswer> {
    return this.browser.request(address);
  }

  exchange(code: string): Promise<Answer<SocialResult>> {
    return this.api.post<SocialResult>('/auth/social/exchange', { code });
  }

  /** The code that the app gets in the end. */
  async code(account: GoogleAccount): Promise<string> {
    const { location } = await this.callback(await this.consent(await this.start(), account));
    return location?.searchParams.get('code') ?? '';
  }

  /** From the first click to the outcome. */
  async signIn(account: GoogleAccount): Promise<Answer<SocialResult>> {
    return this.exchange(await this.code(account));
  }
}
