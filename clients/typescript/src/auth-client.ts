import { ApiCaller, type CallerParts, type CallResult, type StepUpHandler } from './api-caller.js';
import { FactorsApi } from './factors-api.js';
import type {
  AuthResult,
  Body,
  Input,
  Item,
  PagedOperationId,
  Query,
  RequestOptions,
  Result,
} from './operation-types.js';
import type { OperationId } from './operations.js';
import { everyItem, type Page } from './paging.js';
import { ProfileApi } from './profile-api.js';
import { type SignInStep, type StepCalls, toStep } from './sign-in-step.js';
import { type SessionEndListener, TokenSession } from './token-session.js';
import type { StoredTokens, TokenStorage } from './token-storage.js';

/** The service as one app and one person see it. Make one with `createAuthClient`. */
export class AuthClient {
  readonly profile: ProfileApi;
  readonly factors: FactorsApi;
  readonly #baseUrl: string;
  readonly #caller: ApiCaller;
  readonly #session: TokenSession;

  constructor(parts: Omit<CallerParts, 'stepUp'>, storage: TokenStorage, stepUp: StepUpHandler | undefined) {
    this.#baseUrl = parts.baseUrl;
    this.#session = new TokenSession(storage, {
      refresh: (refreshToken) => this.#value('refresh', { body: { refreshToken } }),
      logout: (tokens) => this.#logout(tokens),
    });
    this.#caller = new ApiCaller({ ...parts, stepUp }, this.#session);
    this.profile = new ProfileApi(this.#caller, this.#session);
    this.factors = new FactorsApi(this.#caller);
  }

  /** What a sign-up form needs to know. */
  policy(options: RequestOptions = {}): Promise<Result<'readPolicy'>> {
    return this.#value('readPolicy', options);
  }

  signUp(form: Body<'register'>, options: RequestOptions = {}): Promise<Result<'register'>> {
    return this.#value('register', { ...options, body: form });
  }

  async confirmSignUp(body: Body<'confirmSignUp'>, options: RequestOptions = {}): Promise<void> {
    await this.#value('confirmSignUp', { ...options, body });
  }

  resendCode(email: string, options: RequestOptions = {}): Promise<Result<'resendCode'>> {
    return this.#value('resendCode', { ...options, body: { email } });
  }

  /** The first step of a sign-in: `status` says what comes next, and the step carries how. */
  signIn(credentials: Body<'login'>, options: RequestOptions = {}): Promise<SignInStep> {
    return this.#begin(() => this.#value('login', { ...options, body: credentials }));
  }

  /** Where to send the browser for a sign-in with Google; it comes back to `redirectUri` with a `code`. */
  googleSignInUrl(redirectUri: string): string {
    return `${this.#baseUrl}/auth/social/google?${new URLSearchParams({ redirectUri }).toString()}`;
  }

  /** Goes on with the `code` that the browser came back with. */
  signInWithSocialCode(code: string, options: RequestOptions = {}): Promise<SignInStep> {
    return this.#begin(() => this.#value('exchangeSocialCode', { ...options, body: { code } }));
  }

  forgotPassword(email: string, options: RequestOptions = {}): Promise<Result<'forgotPassword'>> {
    return this.#value('forgotPassword', { ...options, body: { email } });
  }

  /** Ends every session of the account. */
  async resetPassword(body: Body<'resetPassword'>, options: RequestOptions = {}): Promise<void> {
    await this.#value('resetPassword', { ...options, body });
  }

  /** Ends the other sessions of the account. */
  async changePassword(body: Body<'changePassword'>, options: RequestOptions = {}): Promise<void> {
    await this.#value('changePassword', { ...options, body });
  }

  /** Signed out here whatever happens; what it throws says that the service could not be told. */
  signOut(): Promise<void> {
    return this.#session.signOut();
  }

  /** Ends every session of the account. Where it throws, that has not happened. */
  async signOutEverywhere(options: RequestOptions = {}): Promise<void> {
    await this.#value('logoutAll', options);
    await this.#session.forget();
  }

  async isSignedIn(): Promise<boolean> {
    return (await this.#session.current()) !== null;
  }

  /** A good access token, for another service that trusts this one. Throws `SessionEnded` where nobody is signed in. */
  async accessToken(options: RequestOptions = {}): Promise<string> {
    return (await this.#session.fresh(options.signal)).accessToken;
  }

  /** Tells when the service ends the session: expired, revoked, idle, disabled. Answers how to stop listening. */
  onSessionEnd(listener: SessionEndListener): () => void {
    return this.#session.onEnd(listener);
  }

  /** Any operation by its id in the document, with its version where it has one. */
  call<Id extends OperationId>(id: Id, input: Input<Id>): Promise<CallResult<Result<Id>>> {
    return this.#caller.call(id, input);
  }

  /** Every item of a list, e.g. `for await (const user of client.items('listUsers', { query: { role: 'HR' } }))`. */
  items<Id extends PagedOperationId>(id: Id, input: Input<Id>): AsyncGenerator<Item<Id>, void, undefined> {
    const { query = {} } = input as { readonly query?: Query<Id> };
    return everyItem(async (cursor) => {
      const next = { ...input, query: { ...query, ...(cursor !== undefined && { cursor }) } };
      return (await this.#caller.call(id, next)).value as Page<Item<Id>>;
    });
  }

  /** Shows where it calls, and nothing of who is signed in. */
  toJSON(): { readonly baseUrl: string } {
    return { baseUrl: this.#baseUrl };
  }

  #begin(first: () => Promise<AuthResult>): Promise<SignInStep> {
    const { signOuts } = this.#session;
    const calls: StepCalls = {
      verifyMfa: (body, options) => this.#value('verifyMfa', { ...options, body }),
      recoverMfa: (body, options) => this.#value('recoverMfa', { ...options, body }),
      selectMfa: (body, options) => this.#value('selectMfa', { ...options, body }),
      setUpMfa: (body, options) => this.#value('setUpMfa', { ...options, body }),
      verifyMfaSetup: (body, options) => this.#value('verifyMfaSetup', { ...options, body }),
      chooseNewPassword: (body, options) => this.#value('chooseNewPassword', { ...options, body }),
      linkSocialSignIn: (body, options) => this.#value('linkSocialSignIn', { ...options, body }),
      finish: (result) => this.#session.adopt(result, signOuts),
    };
    return first().then((result) => toStep(result, calls));
  }

  /** With the tokens of the session that ends, which are not those of the client any more. */
  #logout({ accessToken, refreshToken }: StoredTokens): Promise<unknown> {
    return this.#caller.callWith(accessToken, 'logout', { body: { refreshToken } });
  }

  async #value<Id extends OperationId>(id: Id, input: Input<Id>): Promise<Result<Id>> {
    return (await this.#caller.call(id, input)).value;
  }
}
