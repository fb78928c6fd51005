import {
  type AuthorizationRequest,
  type CodeExchange,
  type ExternalAccount,
  type SocialExchange,
  SocialProvider,
  type TokenFacts,
} from '../../src/auth/social/social-provider.port.js';
import type { FakePool } from './fake-pool.js';

/** Hosted pages in memory: a code is whatever a test says that somebody comes back with. */
export class FakeSocialProvider extends SocialProvider {
  /** Ids of users that a provider made. */
  readonly externalUsers = new Set<string>();
  /** Access tokens that the hosted pages gave out. */
  readonly hostedTokens = new Set<string>();
  readonly exchanges = new Map<string, SocialExchange>();
  /** What was linked: the external user name, and the account it now leads to. */
  readonly links = new Map<string, string>();

  constructor(private readonly pool: FakePool) {
    super();
  }

  authorizationUrl({ state }: AuthorizationRequest): string {
    return `https://pages.example.com/authorize?state=${state}`;
  }

  exchange({ code }: CodeExchange): Promise<SocialExchange> {
    const exchange = this.exchanges.get(code) ?? { outcome: 'refused' };
    this.exchanges.delete(code);
    return Promise.resolve(exchange);
  }

  tokenFacts(accessToken: string): TokenFacts {
    const username = this.pool.tokens.ownerOf(accessToken) ?? '';
    const isExternal = this.externalUsers.has(username);
    return { username, isExternal, isHosted: this.hostedTokens.has(accessToken) };
  }

  link({ username }: ExternalAccount, userId: string): Promise<void> {
    this.links.set(username, userId);
    return Promise.resolve();
  }
}
