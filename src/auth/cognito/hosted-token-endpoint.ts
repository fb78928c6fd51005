import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import type { UserPoolConnection } from '../../aws/aws-connection.js';
import { CallBounds } from '../../aws/call-bounds.js';
import { unavailable } from '../../aws/upstream-error.js';
import { HOSTED_LIMITS, type UpstreamLimits } from '../../aws/upstream-limits.js';
import type { UpstreamObserver, UpstreamOutcome } from '../../aws/upstream-observer.js';
import { AppError } from '../../shared/app-error.js';
import { boundedText } from '../../shared/bounded-text.js';

/** Three tokens are about 5 kB. */
const MAX_BYTES = 64 * 1024;

interface TokenAnswer {
  readonly access_token?: unknown;
  readonly id_token?: unknown;
  readonly refresh_token?: unknown;
  readonly expires_in?: unknown;
}

/** `POST /oauth2/token` of the pool's hosted pages, which no AWS SDK speaks; bounded as the calls of the SDK are. */
export class HostedTokenEndpoint {
  private readonly limits: UpstreamLimits;
  private readonly bounds: CallBounds;

  constructor(
    private readonly domain: string,
    private readonly userPool: UserPoolConnection,
    private readonly observer: UpstreamObserver,
    changed: Partial<UpstreamLimits> = {},
  ) {
    this.limits = { ...HOSTED_LIMITS, ...changed };
    this.bounds = new CallBounds('the hosted pages', this.limits);
  }

  /** The tokens in the form of the SDK, or null where the code is refused. Never repeated: it consumes a code. */
  post(form: Readonly<Record<string, string>>): Promise<AuthenticationResultType | null> {
    return this.bounds.run(() => this.observed(form));
  }

  private async observed(form: Readonly<Record<string, string>>): Promise<AuthenticationResultType | null> {
    const startedAt = performance.now();
    let outcome: UpstreamOutcome = 'failed';
    try {
      const tokens = await this.exchange(form);
      outcome = tokens === null ? 'refused' : 'ok';
      return tokens;
    } catch (error) {
      if (error instanceof AppError && error.code === 'internal_error') outcome = 'refused';
      throw error;
    } finally {
      this.observer.record('cognito', 'oauth2/token', outcome, performance.now() - startedAt);
    }
  }

  private async exchange(form: Readonly<Record<string, string>>): Promise<AuthenticationResultType | null> {
    const { status, text } = await this.send(form);
    if (status === 400 && errorIn(text) === 'invalid_grant') return null;
    // A refusal of the token endpoint has a name; one without comes from something in between.
    if (status >= 500 || status === 429 || (status !== 200 && errorIn(text) === '')) {
      throw unavailable(new Error(`The token endpoint answered ${status}`));
    }
    if (status !== 200) {
      const cause = new Error(`The token endpoint answered ${status} ${errorIn(text)}`);
      throw new AppError('internal_error', { cause });
    }
    const answer = parsed(text) as TokenAnswer;
    if (typeof answer.access_token !== 'string')
      throw unavailable(new Error('The token endpoint gave no token'));
    return {
      AccessToken: answer.access_token,
      ...(typeof answer.id_token === 'string' && { IdToken: answer.id_token }),
      ...(typeof answer.refresh_token === 'string' && { RefreshToken: answer.refresh_token }),
      ...(typeof answer.expires_in === 'number' && { ExpiresIn: answer.expires_in }),
    };
  }

  private async send(
    form: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const { clientId, clientSecret } = this.userPool;
    const basic = Buffer.from(`${clientId}:${clientSecret ?? ''}`).toString('base64');
    try {
      const response = await fetch(`${this.domain}/oauth2/token`, {
        method: 'POST',
        headers: {
          accept: 'application/json',
          // A connection that waited while Lambda had frozen the process is dead, and the code would be lost with the call.
          connection: 'close',
          ...(clientSecret !== undefined && { authorization: `Basic ${basic}` }),
        },
        body: new URLSearchParams({ ...form, client_id: clientId }),
        redirect: 'error',
        signal: AbortSignal.timeout(this.limits.request),
      });
      return { status: response.status, text: await boundedText(response, MAX_BYTES) };
    } catch (error) {
      throw unavailable(error);
    }
  }
}

/** One of the few names of RFC 6749; anything else is not worth a log line. */
function errorIn(text: string): string {
  const { error } = parsed(text) as { readonly error?: unknown };
  return typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : '';
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
