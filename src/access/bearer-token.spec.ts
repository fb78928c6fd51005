import { bearerCredentials, isTokenForm } from './bearer-token.js';

/** As the guard asks. */
function bearerToken(header: string | undefined): string | null | undefined {
  const credentials = bearerCredentials(header);
  return typeof credentials === 'string' && !isTokenForm(credentials) ? null : credentials;
}

describe('bearer tokens', () => {
  it.each([
    ['Bearer abc.def-g_h~i+j/k==', 'abc.def-g_h~i+j/k=='],
    ['bearer abc', 'abc'],
    ['BEARER   abc', 'abc'],
  ])('takes from %j the token %j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });

  it.each([undefined, 'Basic abc', 'Digest realm="a", nonce="b"', 'NotBearer abc'])(
    'are not what %j is about',
    (header) => {
      expect(bearerToken(header)).toBeUndefined();
    },
  );

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'abc',
    'Basic',
    'Basic ',
    'Bearer a b',
    'Bearer a,b',
    'Bearer a=b',
    ' Bearer abc',
    'Bearer abc ',
    'Bearer abc\n',
    'Bearer ä',
  ])('takes none from %j', (header) => {
    expect(bearerToken(header)).toBeNull();
  });
});
