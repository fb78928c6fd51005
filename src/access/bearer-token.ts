const SCHEME = /^Bearer +/i;
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * What an `Authorization` header bears (RFC 6750, 2.1): null where the header is there but is no Bearer. Whether it has the
 * form of a token at all is another question, which need not be asked of one that is known.
 */
export function bearerCredentials(header: string | undefined): string | null | undefined {
  if (header === undefined) return undefined;
  const scheme = SCHEME.exec(header);
  return scheme === null ? null : header.slice(scheme[0].length);
}

/** RFC 6750, 2.1: `b64token`. */
export function isTokenForm(credentials: string): boolean {
  return TOKEN.test(credentials);
}
