import type { AppError } from '../shared/app-error.js';
import { Email, MailedCode, MfaCode, NewPassword, PersonName } from './field.decorators.js';
import { PageQueryDto } from './page.dto.js';
import { validated } from './validation.pipe.js';

class Form {
  @Email()
  email!: string;

  @MailedCode()
  mailed!: string;

  @MfaCode()
  shown!: string;

  @NewPassword()
  password!: string;

  @PersonName('Ada')
  name!: string;
}

const GOOD = {
  email: 'ada@example.com',
  mailed: '123456',
  shown: '654321',
  password: 'correct-Horse-7-battery',
  name: 'Ada',
};

async function rulesBroken(input: object, type: typeof Form | typeof PageQueryDto = Form): Promise<string[]> {
  const error = await validated<unknown>(input, type).catch((thrown: unknown) => thrown as AppError);
  return ((error as AppError).errors ?? []).map(({ field, message }) => `${field} ${message}`);
}

describe('a field', () => {
  it.each([
    ['email', ' Ada@Example.COM\t', 'ada@example.com'],
    ['email', 'ada@xn--exmple-cua.com', 'ada@xn--exmple-cua.com'],
    ['mailed', ' 123 456\n', '123456'],
    ['shown', '654 321', '654321'],
    ['name', ' Ada King ', 'Ada King'],
    ['password', 'two words inside', 'two words inside'],
  ])('%s takes %j as %j', async (field, sent, taken) => {
    await expect(validated({ ...GOOD, [field]: sent }, Form)).resolves.toEqual({ ...GOOD, [field]: taken });
  });

  it.each([
    ['email', 'ada @example.com', 'email must have no blanks'],
    ['email', ' ', 'email must be an e-mail address'],
    [
      'email',
      'ädä@example.com',
      'email must be in ASCII: no other letters before the @, a domain in Punycode',
    ],
    [
      'email',
      'ada@exämple.com',
      'email must be in ASCII: no other letters before the @, a domain in Punycode',
    ],
    ['mailed', '12-34-56', 'mailed must be the digits of the code'],
    ['shown', ' ', 'shown must be the 6 digits of the code'],
    ['password', ' padded-Horse-7', 'password must not start or end with a blank'],
    ['password', '', 'password must have from 1 to 256 characters'],
    ['name', ['Ada'], 'name must be a string'],
  ])('%s refuses %j by the rule', async (field, sent, rule) => {
    await expect(rulesBroken({ ...GOOD, [field]: sent })).resolves.toEqual([rule]);
  });

  it('leaves how short a password may be to the policy of the pool', async () => {
    await expect(rulesBroken({ ...GOOD, password: 'x' })).resolves.toEqual([]);
  });
});

describe('the limit of a page', () => {
  it.each([
    ['x', 'limit must be a whole number'],
    ['', 'limit must be a whole number'],
    ['1.5', 'limit must be a whole number'],
    [['1', '2'], 'limit must be a whole number'],
    ['0', 'limit must be at least 1'],
    ['-3', 'limit must be at least 1'],
    ['101', 'limit must be at most 100'],
  ])('refuses %j by the rule that it breaks', async (limit, rule) => {
    await expect(rulesBroken({ limit }, PageQueryDto)).resolves.toEqual([rule]);
  });
});
