import type { PoolRecord } from '../store/records.js';
import { makeTemporaryPassword, requirePolicy } from './password-policy.js';

describe('the password policy', () => {
  it('accepts every temporary password that it makes, and repeats none', () => {
    const pool = poolWith({ MinimumLength: 20, RequireUppercase: true, RequireSymbols: true });
    const passwords = Array.from({ length: 200 }, () => makeTemporaryPassword(pool));
    for (const password of passwords) {
      expect(password).toHaveLength(20);
      requirePolicy(pool, password);
      requirePolicy(poolWith(undefined), password);
    }
    expect(new Set(passwords).size).toBe(passwords.length);
  });

  it('demands all four kinds of character where a pool says nothing, and none where it names a length', () => {
    const weak = 'abcdefgh';
    expect(() => {
      requirePolicy(poolWith(undefined), weak);
    }).toThrow('Password must have uppercase characters');
    expect(() => {
      requirePolicy(poolWith({ MinimumLength: 8 }), weak);
    }).not.toThrow();
  });

  it.each(Array.from('^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-'))('counts %s as a symbol', (symbol) => {
    expect(() => {
      requirePolicy(poolWith(undefined), `Abcdefg1${symbol}`);
    }).not.toThrow();
  });
});

function poolWith(
  PasswordPolicy: NonNullable<PoolRecord['settings']['Policies']>['PasswordPolicy'],
): PoolRecord {
  return {
    id: 'us-east-1_aaaaaaaaa',
    name: 'people',
    arn: 'arn',
    createdAt: 0,
    modifiedAt: 0,
    aliasAttributes: undefined,
    usernameAttributes: undefined,
    caseSensitive: true,
    schema: [],
    settings: { Policies: { PasswordPolicy } },
    mfa: {},
  };
}
