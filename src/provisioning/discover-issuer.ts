import { boundedText } from '../shared/bounded-text.js';

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 64 * 1024;

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
    if (!response.ok) return {};
    return JSON.parse(await boundedText(response, MAX_BYTES)) as Readonly<Record<string, unknown>>;
  } catch {
    // Such a server may well serve the keys alone; the doctor looks at them.
    return {};
  }
}
