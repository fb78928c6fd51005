import type { AppError } from '../shared/app-error.js';
import { CommonPasswords } from './common-passwords.js';
import { PasswordRules } from './password-rules.js';

const OWNER = { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' };

describe('PasswordRules', () => {
  const rules = new PasswordRules(new CommonPasswords());

  const brokenBy = async (password: string): Promise<string[]> => {
    try {
      await rules.check('password', password, OWNER);
      return [];
    } catch (error) {
      return (error as AppError).errors?.map(({ message }) => message) ?? [];
    }
  };

  it.each([
    'Password1!',
    'P@ssw0rd123',
    'Qwerty123456!',
    '!!Dragon2024',
    'letmein',
    'Iloveyou1!',
    'Sunshine#99',
    'Abc12345!',
  ])('refuse %s, because everybody uses it', async (password) => {
    expect(await brokenBy(password)).toEqual(['must not be one of the most used passwords']);
  });

  it.each(['correct-Horse-7-battery', 'vK9#tq2LmzX!', 'all lower case but long and odd', 'Ünïcödé-passt-7'])(
    'take %s',
    async (password) => {
      expect(await brokenBy(password)).toEqual([]);
    },
  );

  it.each(['xX7!hopperXx', 'Grace-9-trombone', 'GRACE.HOPPER#4q'])(
    'refuse %s, because it names its owner',
    async (password) => {
      expect(await brokenBy(password)).toEqual(['must not contain your name or e-mail address']);
    },
  );

  it('refuse the name of the service', async () => {
    expect(await brokenBy('My-Cognito-77-x')).toEqual(['must not contain the name of this service']);
  });

  it('look at no part of a name that is too short to matter', async () => {
    await expect(
      rules.check('password', 'ada-is-7-times-Odd', { email: 'ada@example.com', firstName: 'Ada' }),
    ).resolves.toBeUndefined();
  });

  it('name the field and refuse as the policy does', async () => {
    await expect(rules.check('newPassword', 'Password1!', OWNER)).rejects.toMatchObject({
      code: 'password_policy_violation',
      errors: [{ field: 'newPassword' }],
    });
  });
});
