import { isIP } from 'node:net';
import { EnvValueError, type EnvVariable } from './env-variable.js';

/** Ranges that Fastify knows by name. */
const NAMED = new Set(['loopback', 'linklocal', 'uniquelocal']);
const ACCEPTS = 'true, false, a number of hops, or a comma-separated list of addresses and ranges';

/** As Fastify takes it: false, true, a number of hops, or addresses and ranges. */
export type TrustProxy = boolean | number | readonly string[];

export function trustProxy(options: {
  readonly default: string;
  readonly help: string;
}): EnvVariable<TrustProxy> {
  return { accepts: ACCEPTS, defaultText: options.default, help: options.help, parse };
}

function parse(raw: string): TrustProxy {
  if (raw === 'true' || raw === 'false') return raw === 'true';
  if (/^\d{1,3}$/.test(raw)) return Number(raw);
  const parts = raw.split(',').map((part) => part.trim());
  if (!parts.every(isRange)) throw new EnvValueError(`must be ${ACCEPTS}`);
  return parts;
}

function isRange(part: string): boolean {
  if (NAMED.has(part)) return true;
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(part) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(prefix ?? 0) <= (version === 4 ? 32 : 128);
}
