import type { ErrorCode } from '../shared/error-code.js';

export const MAX_URL_LENGTH = 8 * 1024;
const MAX_HEADERS = 100;

/** Headers that mean something else to whoever reads the first of them than to whoever reads the last. */
const SINGULAR: ReadonlySet<string> = new Set(['host', 'authorization', 'content-type', 'origin']);
const SINGULAR_LENGTHS: ReadonlySet<number> = new Set([...SINGULAR].map((name) => name.length));

/** What no honest client sends, or undefined. Asked for every request, so it looks at as little as it can. */
export function unfitRequest(url: string, rawHeaders: readonly string[]): ErrorCode | undefined {
  if (url.length > MAX_URL_LENGTH) return 'uri_too_long';
  if (rawHeaders.length > 2 * MAX_HEADERS) return 'headers_too_large';
  return repeatsSingular(rawHeaders) ? 'malformed_request' : undefined;
}

function repeatsSingular(rawHeaders: readonly string[]): boolean {
  let seen: string[] | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!SINGULAR_LENGTHS.has(name.length)) continue;
    const lower = name.toLowerCase();
    if (!SINGULAR.has(lower)) continue;
    if (seen?.includes(lower) === true) return true;
    (seen ??= []).push(lower);
  }
  return false;
}
