import { API_HEADERS, docsHeaders } from './security-headers.js';

const policyOf = (headers: Readonly<Record<string, string>>) =>
  new Map(
    (headers['content-security-policy'] ?? '').split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(' ');
      return [name, sources] as const;
    }),
  );

describe('headers of the API', () => {
  it('let nothing be kept, loaded, framed or guessed', () => {
    expect(API_HEADERS).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(API_HEADERS['strict-transport-security']).toMatch(/max-age=\d{7,}/);
    expect(Object.fromEntries(policyOf(API_HEADERS))).toEqual({
      'default-src': ["'none'"],
      'frame-ancestors': ["'none'"],
    });
  });

  it('do not say what the service is made of', () => {
    expect(Object.keys(API_HEADERS)).not.toContain('x-powered-by');
    expect(Object.keys(API_HEADERS).filter((name) => name !== name.toLowerCase())).toEqual([]);
  });
});

describe('headers of the docs', () => {
  it('run no script of anybody else, nor any in the page', () => {
    const policy = policyOf(docsHeaders(undefined));
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
  });

  it('let the page call the hosted pages, and of their address no more than the origin', () => {
    const policy = policyOf(docsHeaders('https://pages.example.com/login?x=1'));
    expect(policy.get('connect-src')).toEqual(["'self'", 'https://pages.example.com']);
  });
});
