const SCHEME = /^Bearer +/i;
/** RFC 9110, 11.4: the name of a scheme and what it takes. */
const CREDENTIALS = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+ +[^ ]/;
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * What an `Authorization` header bears (RFC 6750, 2.1): undefined where there is none or it is of another scheme, so that
 * the caller is told how to authenticate and nothing of a token (3.1); null where it is of no scheme at all. Whether it has
 * the form of a token is another question, which need not be asked of one that is known.
 */
export function bearerCredentials(header: string | undefined): string | null | undefined {
  if (header === undefined) return undefined;
  const scheme = SCHEME.exec(header);
  if (scheme !== null) return header.slice(scheme[0].length);
  return CREDENTIALS.test(header) ? undefined : null;
}

/** RFC 6750, 2.1: `b64token`. */
export function isTokenForm(credentials: string): boolean {
  return TOKEN.test(credentials);
}
