import { parseRedirectUri, parseSocialProvider } from './social-variables.js';

describe('the addresses that a social sign-in may lead back to', () => {
  it.each([
    'https://app.example.com/signed-in',
    'http://localhost:5173/signed-in',
    'http://[::1]:5173/',
    'com.example.app:/signed-in',
  ])('can be %s', (address) => {
    expect(parseRedirectUri(address)).toBe(address);
  });

  it.each([
    'http://app.example.com/',
    '/signed-in',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://app.example.com/#part',
    'https://user@app.example.com/',
  ])('cannot be %s', (address) => {
    expect(() => parseRedirectUri(address)).toThrow(address);
  });

  it('come with a provider that there is', () => {
    expect(parseSocialProvider('google')).toBe('google');
    expect(() => parseSocialProvider('facebook')).toThrow('must be google');
  });
});
