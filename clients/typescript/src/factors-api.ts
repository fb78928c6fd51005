import type { ApiCaller } from './api-caller.js';
import type { RequestOptions, Result } from './operation-types.js';

export interface TotpSetup extends Result<'setUpTotp'> {
  /** With the first code of the app. The answer holds the recovery codes, the first time. */
  verify(code: string, options?: RequestOptions): Promise<Result<'verifyTotp'>>;
}

/** One's own second factors. */
export class FactorsApi {
  readonly #caller: ApiCaller;

  constructor(caller: ApiCaller) {
    this.#caller = caller;
  }

  async read(options: RequestOptions = {}): Promise<Result<'readMyFactors'>> {
    return (await this.#caller.call('readMyFactors', options)).value;
  }

  async setUpTotp(options: RequestOptions = {}): Promise<TotpSetup> {
    const { value } = await this.#caller.call('setUpTotp', options);
    const verify: TotpSetup['verify'] = async (code, more = {}) =>
      (await this.#caller.call('verifyTotp', { ...more, body: { code: code.replace(/\s/g, '') } })).value;
    return { ...value, verify };
  }

  /** Wants a sign-in of these minutes. */
  async removeTotp(options: RequestOptions = {}): Promise<void> {
    await this.#caller.call('removeTotp', options);
  }

  /** New codes; the old ones stop working. Wants a sign-in of these minutes. */
  async newRecoveryCodes(options: RequestOptions = {}): Promise<readonly string[]> {
    return (await this.#caller.call('regenerateRecoveryCodes', options)).value.recoveryCodes;
  }
}
