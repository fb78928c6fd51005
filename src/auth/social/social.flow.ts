import { Injectable } from '@nestjs/common';
import { Settings, type SocialProviderName } from '../../config/settings.js';
import { AppError } from '../../shared/app-error.js';
import type { RequestOrigin } from '../../shared/caller.js';
import { UNVERIFIED_EXTERNAL_ADDRESS } from '../../shared/sign-up-refusals.js';
import { type AuthOutcome, refused } from '../auth-outcome.js';
import { SocialHandoffs } from './social-handoffs.js';
import { SocialProvider } from './social-provider.port.js';
import { SocialSignIn } from './social-sign-in.js';
import { SocialStates } from './social-states.js';

export interface SocialReturn {
  readonly code: string | undefined;
  readonly state: string | undefined;
  /** Where nobody signed in: what the pool says of it. */
  readonly refusal?: string | undefined;
  /** Of the cookie that the sign-in began with. */
  readonly browser: string | undefined;
}

/** Where the browser goes next, or the outcome where the client wants it in place. */
export type SocialAnswer = { readonly location: string } | { readonly outcome: AuthOutcome };

/** Signing in with a social provider, from the first click to the outcome that the client fetches. */
@Injectable()
export class SocialFlow {
  constructor(
    private readonly settings: Settings,
    private readonly provider: SocialProvider,
    private readonly states: SocialStates,
    private readonly signIn: SocialSignIn,
    private readonly handoffs: SocialHandoffs,
  ) {}

  async begin(
    provider: SocialProviderName,
    redirectUri: string | undefined,
    { browser, callback }: { readonly browser: string; readonly callback: string },
  ): Promise<string> {
    if (redirectUri !== undefined && !this.settings.socialRedirectUris.includes(redirectUri)) {
      const message = 'is not one of the addresses that this service leads back to';
      throw new AppError('validation_failed', { errors: [{ field: 'redirectUri', message }] });
    }
    const { state, codeChallenge } = await this.states.begin(browser, callback, redirectUri ?? null);
    return this.provider.authorizationUrl({ provider, redirectUri: callback, state, codeChallenge });
  }

  /** The state comes first: without it nothing else in the address is believed. */
  async finish(
    { code, state, refusal, browser }: SocialReturn,
    origin: RequestOrigin,
  ): Promise<SocialAnswer> {
    const known = await this.states.finish(state ?? '', browser);
    if (known === null) throw new AppError('invalid_state');
    const { callback, codeVerifier, redirectUri } = known;
    const outcome = await this.outcomeOf({ code, refusal, callback, codeVerifier }, origin);
    if (redirectUri === null) return { outcome };
    return { location: withParameter(redirectUri, 'code', await this.handoffs.leave(outcome)) };
  }

  async exchange(code: string): Promise<AuthOutcome> {
    const outcome = await this.handoffs.fetch(code);
    if (outcome === null) throw new AppError('invalid_social_code');
    return outcome;
  }

  private async outcomeOf(
    proof: Pick<SocialReturn, 'code' | 'refusal'> & {
      readonly callback: string;
      readonly codeVerifier: string;
    },
    origin: RequestOrigin,
  ): Promise<AuthOutcome> {
    const { code, refusal = '', callback, codeVerifier } = proof;
    if (code === undefined) {
      // The PreSignUp trigger keeps such people out of the pool; without it the service turns them away itself.
      const isUnverified = refusal.includes(UNVERIFIED_EXTERNAL_ADDRESS);
      return refused(isUnverified ? 'social_email_unverified' : 'social_denied');
    }
    const result = await this.provider.exchange({ code, redirectUri: callback, codeVerifier });
    if (result.outcome === 'refused') return refused('social_denied');
    return this.signIn.outcomeOf(result.signIn, result.external, origin);
  }
}

function withParameter(address: string, name: string, value: string): string {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
}
