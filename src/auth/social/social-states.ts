import { Injectable } from '@nestjs/common';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CounterStore } from '../../limits/counter-store.port.js';
import { Clock } from '../../shared/clock.js';
import { Seal } from '../../shared/seal.js';
import { SecretKeys } from '../../shared/secret-keys.js';

const LIFETIME_MS = 10 * 60_000;

/** What a social sign-in has to remember until the browser comes back. */
export interface SocialState {
  readonly codeVerifier: string;
  readonly callback: string;
  /** Where the person is sent in the end, or null for an answer in place. */
  readonly redirectUri: string | null;
}

interface BoundState extends SocialState {
  /** Hash of the browser's cookie. */
  readonly browser: string;
}

export interface NewState {
  readonly state: string;
  /** S256 of the verifier. */
  readonly codeChallenge: string;
}

/**
 * The `state` of OAuth 2: sealed, bound to one browser by its cookie, and good for one return. It carries the PKCE
 * verifier, so a code that was intercepted is worth nothing without both.
 */
@Injectable()
export class SocialStates {
  private readonly seal: Seal<BoundState>;

  constructor(
    keys: SecretKeys,
    private readonly counters: CounterStore,
    private readonly clock: Clock,
  ) {
    this.seal = new Seal(keys.derive('social-state'), 4096);
  }

  async begin(browser: string, callback: string, redirectUri: string | null): Promise<NewState> {
    const codeVerifier = randomBytes(32).toString('base64url');
    const state = await this.seal.seal(
      { codeVerifier, callback, redirectUri, browser: digest(browser) },
      { id: randomUUID(), expiresAt: this.clock.now() + LIFETIME_MS },
    );
    return { state, codeChallenge: digest(codeVerifier) };
  }

  /** Burns the state. Null where it is forged, expired, another browser's, or was burnt before. */
  async finish(state: string, browser: string | undefined): Promise<SocialState | null> {
    const now = this.clock.now();
    const opened = await this.seal.open(state, now);
    if (opened === null || browser === undefined || opened.content.browser !== digest(browser)) return null;
    const { count } = await this.counters.increment(`social-state#${opened.id}`, LIFETIME_MS, now);
    return count === 1 ? opened.content : null;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
