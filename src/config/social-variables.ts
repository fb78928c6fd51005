import { EnvValueError, LOOPBACK, withoutPassword } from './env-variable.js';
import type { SocialProviderName } from './settings.js';

/** Schemes of apps are reversed domain names (RFC 8252), which keeps `javascript:` and its like out. */
const APP_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/;

/** Where a sign-in may lead back to: `https:`, `http:` on loopback, or an app's own scheme. */
export function parseRedirectUri(raw: string): string {
  if (!URL.canParse(raw))
    throw new EnvValueError(`must list absolute URLs, and "${withoutPassword(raw)}" is none`);
  const { protocol, hostname, hash, username, password } = new URL(raw);
  const isWeb = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  if (!isWeb && !APP_SCHEME.test(protocol)) {
    throw new EnvValueError(
      `must list https:// addresses or those of apps, and "${withoutPassword(raw)}" is neither`,
    );
  }
  if (hash !== '' || username !== '' || password !== '') {
    throw new EnvValueError(
      `must list addresses without a fragment or credentials, unlike "${withoutPassword(raw)}"`,
    );
  }
  return raw;
}

export function parseSocialProvider(raw: string): SocialProviderName {
  if (raw !== 'google') throw new EnvValueError('must be google, or empty');
  return raw;
}
