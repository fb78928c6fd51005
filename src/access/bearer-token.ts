/** The token of an `Authorization` header (RFC 6750, 2.1): null where the header is there but is no Bearer. */
export function bearerToken(header: string | undefined): string | null | undefined {
  if (header === undefined) return undefined;
  const match = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(header);
  return match?.[1] ?? null;
}
