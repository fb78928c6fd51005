import '../../../test/support/node-errors.js';
import { StubCognito } from '../../../test/support/stub-cognito.js';
import { CONFIDENTIAL, refusal, stubbedClient } from '../../../test/support/stubbed-cognito.js';
import { CognitoFactorProvider } from './cognito-factor-provider.js';

const REMOVAL = ['AdminSetUserMFAPreference', 'AdminDeleteSoftwareToken'];

let stub: StubCognito;
let factors: CognitoFactorProvider;

beforeAll(async () => {
  stub = await StubCognito.start();
});

beforeEach(() => {
  stub.reset();
  factors = new CognitoFactorProvider(stubbedClient(stub), CONFIDENTIAL);
});

afterAll(() => stub.close());

describe('list', () => {
  it.each([
    [{}, []],
    [{ UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }, [['TOTP', true]]],
    [
      { UserMFASettingList: ['EMAIL_OTP', 'SMS_MFA', 'SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SMS_MFA' },
      [
        ['TOTP', false],
        ['SMS', true],
        ['EMAIL', false],
      ],
    ],
    [
      { UserMFASettingList: ['WEB_AUTHN_MFA', 'EMAIL_OTP'], PreferredMfaSetting: 'EMAIL_OTP' },
      [['EMAIL', true]],
    ],
  ])('reads %j', async (settings, expected) => {
    stub.on('AdminGetUser', { body: { Username: 'user-1', ...settings } });
    const listed = await factors.list('user-1');
    expect(listed.map(({ method, preferred }) => [method, preferred])).toEqual(expected);
    expect(listed.every(({ enabled }) => enabled)).toBe(true);
  });

  it('is repeated once', async () => {
    stub.on('AdminGetUser', 'reset', { body: { Username: 'user-1' } });
    await expect(factors.list('user-1')).resolves.toEqual([]);
    stub.on('AdminGetUser', 'reset');
    await expect(factors.list('user-1')).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(stub.operations()).toHaveLength(4);
  });
});

describe('removeTotp', () => {
  it('asks for the app no more before it forgets it', async () => {
    for (const operation of REMOVAL) stub.on(operation, { body: {} });
    await factors.removeTotp('user-1');
    const user = { UserPoolId: 'us-east-1_Pool', Username: 'user-1' };
    expect(stub.calls).toEqual([
      {
        operation: 'AdminSetUserMFAPreference',
        signed: true,
        body: { ...user, SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false } },
      },
      { operation: 'AdminDeleteSoftwareToken', signed: true, body: user },
    ]);
  });

  it.each([
    ['UserNotFoundException', ''],
    ['UserNotConfirmedException', ''],
    ['PasswordResetRequiredException', ''],
    ['SoftwareTokenMFANotFoundException', 'Software Token MFA does not exist for the user.'],
    ['InvalidParameterException', 'User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA'],
  ])('is done where there is nothing to remove: %s', async (error, message) => {
    for (const operation of REMOVAL) stub.on(operation, refusal(error, message));
    await expect(factors.removeTotp('user-1')).resolves.toBeUndefined();
    expect(stub.operations()).toEqual(REMOVAL);
  });

  it('is done where a pool that demands a second factor lets nobody switch it off', async () => {
    stub.on('AdminSetUserMFAPreference', refusal('InvalidParameterException', 'Not in such a pool.'));
    stub.on('AdminDeleteSoftwareToken', { body: {} });
    await expect(factors.removeTotp('user-1')).resolves.toBeUndefined();
    expect(stub.operations()).toEqual(REMOVAL);
  });

  it.each(REMOVAL)('is not done where %s fails', async (operation) => {
    for (const each of REMOVAL) stub.on(each, { body: {} });
    stub.on(operation, refusal('AccessDeniedException'));
    await expect(factors.removeTotp('user-1')).rejects.toMatchObject({ code: 'internal_error' });
  });
});
