import type { ApiCaller, CallResult } from './api-caller.js';
import { ApiProblem } from './api-problem.js';
import type { Item, RequestOptions, Result, Schema, UserProfile } from './operation-types.js';
import { everyItem } from './paging.js';
import type { TokenSession } from './token-session.js';

type Changes = Schema<'UpdateProfileRequest'>;

export interface VersionedProfile {
  readonly profile: UserProfile;
  /** Hand it to `update`, so that nobody's change is overwritten unseen. */
  readonly etag: string | undefined;
}

const MAX_EDITS = 3;

/** One's own profile. */
export class ProfileApi {
  readonly #caller: ApiCaller;
  readonly #session: TokenSession;

  constructor(caller: ApiCaller, session: TokenSession) {
    this.#caller = caller;
    this.#session = session;
  }

  async read(options: RequestOptions = {}): Promise<VersionedProfile> {
    return versioned(await this.#caller.call('readMyProfile', options));
  }

  /** Throws the problem `precondition_failed` where the profile is not the one of `etag` any more. */
  async update(
    changes: Changes,
    { etag, ...options }: RequestOptions & { readonly etag?: string | undefined } = {},
  ): Promise<VersionedProfile> {
    return versioned(
      await this.#caller.call('updateMyProfile', { ...options, body: changes, ifMatch: etag }),
    );
  }

  /** Changes what is there: reads, asks `change`, writes; and again, three times at most, where somebody was faster. */
  async edit(
    change: (profile: UserProfile) => Changes,
    options: RequestOptions = {},
  ): Promise<VersionedProfile> {
    for (let attempt = 1; ; attempt += 1) {
      const { profile, etag } = await this.read(options);
      try {
        return await this.update(change(profile), { ...options, etag });
      } catch (error) {
        const overtaken = error instanceof ApiProblem && error.code === 'precondition_failed';
        if (!overtaken || attempt === MAX_EDITS) throw error;
      }
    }
  }

  /** Sends a code to the new address; the old one stays until `confirmEmail`. */
  async changeEmail(newEmail: string, options: RequestOptions = {}): Promise<void> {
    await this.#caller.call('changeMyEmail', { ...options, body: { newEmail } });
  }

  async confirmEmail(code: string, options: RequestOptions = {}): Promise<UserProfile> {
    const { value } = await this.#caller.call('verifyMyEmail', { ...options, body: { code } });
    return value;
  }

  /** What happened on the account, newest first. */
  activity(options: RequestOptions = {}): AsyncGenerator<Item<'listMyActivity'>, void, undefined> {
    return everyItem(
      async (cursor) =>
        (await this.#caller.call('listMyActivity', { ...options, ...(cursor && { query: { cursor } }) }))
          .value,
    );
  }

  /** All that is held on the person. */
  async export(options: RequestOptions = {}): Promise<Result<'exportMyData'>> {
    return (await this.#caller.call('exportMyData', options)).value;
  }

  /** Erases the account, for good. Wants a sign-in of these minutes. */
  async erase(options: RequestOptions = {}): Promise<void> {
    await this.#caller.call('eraseMyAccount', options);
    await this.#session.forget();
  }
}

function versioned({ value, etag }: CallResult<UserProfile>): VersionedProfile {
  return { profile: value, etag };
}
