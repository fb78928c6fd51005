import { settingsOf } from './access-package-settings.js';
import type { CognitoAccessOptions } from './cognito-access-options.js';

const OPTIONS: CognitoAccessOptions = {
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_Pool',
  clientIds: ['client'],
  sessionCheck: 'none',
};

describe('the options of a second service', () => {
  it('need no more than the pool, its clients, and how sessions are checked', () => {
    const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Pool';
    expect(settingsOf(OPTIONS)).toEqual({
      issuer,
      jwksUri: `${issuer}/.well-known/jwks.json`,
      clientIds: ['client'],
      sessionCheck: 'none',
      adminGroup: 'admin',
      stepUpMinutes: 10,
      errorDocsUrl: 'urn:cognito-auth-service:error',
    });
    const sessionCheck = { url: 'https://auth.example.com/' };
    expect(settingsOf({ ...OPTIONS, sessionCheck })).toHaveProperty(
      'errorDocsUrl',
      'https://auth.example.com/docs/errors',
    );
  });

  it.each([
    ['https://auth.example.com', undefined],
    ['http://localhost:3000', undefined],
    ['http://127.0.0.1:3000', undefined],
    ['http://[::1]:3000', undefined],
    ['http://auth:3000', true],
  ])('take the authentication service at %s', (url, plainHttp) => {
    const sessionCheck = { url, plainHttp };
    expect(settingsOf({ ...OPTIONS, sessionCheck }).sessionCheck).toBe(sessionCheck);
  });

  it.each([
    [{ region: '' }, 'region is missing'],
    [{ userPoolId: undefined }, 'userPoolId is missing'],
    [{ clientIds: [] }, 'clientIds must name one app client'],
    [{ clientIds: [''] }, 'clientIds must name one app client'],
    [{ clientIds: 'client' }, 'clientIds must name one app client'],
    [{ issuer: 'https://issuer.example.com/other' }, 'issuer must end with the userPoolId'],
    [{ stepUpMinutes: 0 }, 'stepUpMinutes must be more than 0'],
    [{ stepUpMinutes: Number.NaN }, 'stepUpMinutes must be more than 0'],
    [{ adminGroup: ' ' }, 'adminGroup must not be empty'],
    [{ sessionCheck: undefined }, 'sessionCheck must be'],
    [{ sessionCheck: {} }, 'sessionCheck.url must be an address'],
    [{ sessionCheck: { url: 'http://auth:3000' } }, 'sessionCheck.url must be https:'],
    [{ sessionCheck: { url: 'http://localhost.example.com' } }, 'sessionCheck.url must be https:'],
    [{ sessionCheck: { url: 'ftp://auth', plainHttp: true } }, 'sessionCheck.url must be https:'],
  ])('refuse %j by name', (wrong, message) => {
    expect(() => settingsOf({ ...OPTIONS, ...wrong } as CognitoAccessOptions)).toThrow(message);
  });

  it('tell of all mistakes at once', () => {
    expect(() => settingsOf({} as CognitoAccessOptions)).toThrow(
      /region.*userPoolId.*clientIds.*sessionCheck/,
    );
  });
});
