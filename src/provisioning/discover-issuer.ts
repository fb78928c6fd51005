const TIMEOUT_MS = 5_000;

/** `iss` and public keys of a pool behind an endpoint of its own, as it tells them itself, or where AWS would have them. */
export async function discoverIssuer(
  endpoint: string,
  userPoolId: string,
): Promise<{ readonly issuer: string; readonly jwksUri: string }> {
  const base = `${endpoint.replace(/\/$/, '')}/${userPoolId}`;
  const told = await read(`${base}/.well-known/openid-configuration`);
  const issuer = typeof told['issuer'] === 'string' ? told['issuer'] : base;
  return { issuer, jwksUri: `${base}/.well-known/jwks.json` };
}

async function read(address: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    return response.ok ? ((await response.json()) as Readonly<Record<string, unknown>>) : {};
  } catch {
    // Such a server may well serve the keys alone; the doctor looks at them.
    return {};
  }
}
