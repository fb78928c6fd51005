const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/;

export interface BaseAddressRule {
  readonly allowHttp: boolean;
}

/** The address that every path is appended to. Throws a `TypeError` for one that would send passwords in the clear. */
export function baseAddress(given: string | URL, { allowHttp }: BaseAddressRule): string {
  const url = whole(given);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!secure && !(allowHttp && url.protocol === 'http:')) {
    throw new TypeError(
      `baseUrl must begin with https:// (http:// only on loopback, or with allowHttp): ${url.origin}`,
    );
  }
  if (url.username !== '' || url.password !== '') throw new TypeError('baseUrl must not hold credentials.');
  if (url.search !== '' || url.hash !== '')
    throw new TypeError('baseUrl must end with the path, e.g. /api/v1.');
  return url.href.replace(/\/+$/, '');
}

/** In a page, `given` may be relative to it. */
function whole(given: string | URL): URL {
  const { location } = globalThis as { location?: { readonly href: string } };
  try {
    return new URL(given, location?.href);
  } catch {
    throw new TypeError(
      `baseUrl must be an address such as https://auth.example.com/api/v1: ${String(given)}`,
    );
  }
}

/** The path with its parameters filled in, none of which can reach another operation. */
export function fillPath(path: string, parameters: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = parameters[name];
    // A dot segment survives escaping and would be resolved away.
    if (typeof value !== 'string' || value === '' || value === '.' || value === '..') {
      throw new TypeError(`${name} must be an id, and is not.`);
    }
    return encodeURIComponent(value);
  });
}

export function queryString(query: Readonly<Record<string, unknown>> = {}): string {
  const entries = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === null ? [] : [[name, String(value as string | number)]],
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}
