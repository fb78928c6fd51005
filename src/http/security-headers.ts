import type { ServerResponse } from 'node:http';
import helmet, { type HelmetOptions } from 'helmet';

type Headers = Readonly<Record<string, string>>;

/** An API answers data: nothing may be loaded, framed or kept. */
const API_POLICY: HelmetOptions = {
  xFrameOptions: { action: 'deny' },
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
};

/** Swagger UI styles itself inline and draws its logo from data; it must also work over plain HTTP on a laptop. */
const docsPolicy = (hostedPages: string | undefined): HelmetOptions => ({
  xFrameOptions: { action: 'deny' },
  // Signing in on the hosted pages happens in a window of its own, which must be able to report back.
  crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'", ...(hostedPages === undefined ? [] : [new URL(hostedPages).origin])],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
  },
});

export const API_HEADERS: Headers = { ...headersOf(API_POLICY), 'cache-control': 'no-store' };

/** The page's own script may call the token endpoint of the hosted pages, where there are any. */
export function docsHeaders(hostedPages: string | undefined): Headers {
  return headersOf(docsPolicy(hostedPages));
}

/** Helmet's headers, computed once: they never change, and computing them for each answer halves the throughput. */
function headersOf(options: HelmetOptions): Headers {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  } as unknown as ServerResponse;
  helmet(options)({} as never, response, (error?: unknown) => {
    if (error instanceof Error) throw error;
  });
  return headers;
}
