import '../../../test/support/node-errors.js';
import { Logger } from '@nestjs/common';
import { StubCognito } from '../../../test/support/stub-cognito.js';
import { CONFIDENTIAL, refusal, stubbedClient } from '../../../test/support/stubbed-cognito.js';
import { CognitoAccountProvider } from './cognito-account-provider.js';

const NEW_EMAIL = 'new@example.com';
const ME = { body: { Username: 'user-1', UserAttributes: [{ Name: 'email', Value: 'old@example.com' }] } };

let stub: StubCognito;
let accounts: CognitoAccountProvider;

beforeAll(async () => {
  Logger.overrideLogger(false);
  stub = await StubCognito.start();
});

beforeEach(() => {
  stub.reset();
  stub.on('GetUser', ME);
  accounts = new CognitoAccountProvider(stubbedClient(stub), CONFIDENTIAL);
});

afterAll(() => stub.close());

describe('localeOf', () => {
  const answered = (...attributes: object[]) => ({
    body: { Username: 'user-1', UserAttributes: attributes },
  });

  it('is the attribute, and null where there is none', async () => {
    const email = { Name: 'email', Value: 'ada@example.com' };
    stub.on('AdminGetUser', answered(email, { Name: 'locale', Value: 'de' }), answered(email));
    await expect(accounts.localeOf('user-1')).resolves.toBe('de');
    await expect(accounts.localeOf('user-1')).resolves.toBeNull();
  });

  it('is read once more where Cognito did not answer', async () => {
    stub.on('AdminGetUser', 'reset', answered({ Name: 'locale', Value: 'en' }));
    await expect(accounts.localeOf('user-1')).resolves.toBe('en');
  });
});

describe('startEmailChange', () => {
  it('asks for the new address, and for nothing where it is the old one', async () => {
    stub.on('UpdateUserAttributes', { body: {} });
    await expect(accounts.startEmailChange('a-token', 'OLD@example.com')).resolves.toBe('same');
    expect(stub.operations()).toEqual(['GetUser']);
    await expect(accounts.startEmailChange('a-token', NEW_EMAIL)).resolves.toBe('started');
    expect(stub.calls.at(-1)).toEqual({
      operation: 'UpdateUserAttributes',
      signed: false,
      body: { AccessToken: 'a-token', UserAttributes: [{ Name: 'email', Value: NEW_EMAIL }] },
    });
  });

  it.each([
    ['AliasExistsException', 'taken'],
    ['UsernameExistsException', 'taken'],
    ['CodeDeliveryFailureException', 'started'],
  ])('reads %s as %s', async (error, outcome) => {
    stub.on('UpdateUserAttributes', refusal(error));
    await expect(accounts.startEmailChange('a-token', NEW_EMAIL)).resolves.toBe(outcome);
  });

  it.each(['GetUser', 'UpdateUserAttributes'])(
    'takes a token that %s refuses for invalid',
    async (operation) => {
      stub.on(operation, refusal('NotAuthorizedException', 'Access Token has been revoked'));
      const started = accounts.startEmailChange('a-token', NEW_EMAIL);
      await expect(started).rejects.toMatchObject({ code: 'invalid_token' });
    },
  );

  it('repeats what it reads, and nothing else', async () => {
    stub.on('GetUser', 'reset', ME);
    stub.on('UpdateUserAttributes', 'reset');
    const started = accounts.startEmailChange('a-token', NEW_EMAIL);
    await expect(started).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(stub.operations()).toEqual(['GetUser', 'GetUser', 'UpdateUserAttributes']);
  });
});

describe('confirmEmailChange', () => {
  it.each([
    ['CodeMismatchException', '', 'code_mismatch'],
    ['ExpiredCodeException', '', 'code_expired'],
    ['AliasExistsException', '', 'taken'],
    ['InvalidParameterException', "Value at 'code' failed to satisfy constraint", 'code_mismatch'],
  ])('reads %s «%s» as %s', async (error, message, outcome) => {
    stub.on('VerifyUserAttribute', refusal(error, message));
    await expect(accounts.confirmEmailChange('a-token', '123456')).resolves.toBe(outcome);
  });

  it.each([
    ['NotAuthorizedException', 'invalid_token'],
    ['UserNotFoundException', 'invalid_token'],
    ['LimitExceededException', 'too_many_requests'],
    ['TooManyRequestsException', 'service_unavailable'],
    ['InvalidParameterException', 'internal_error'],
  ])('fails for %s with %s', async (error, code) => {
    stub.on('VerifyUserAttribute', refusal(error));
    await expect(accounts.confirmEmailChange('a-token', '123456')).rejects.toMatchObject({ code });
    expect(stub.operations()).toEqual(['VerifyUserAttribute']);
  });
});

describe.each([
  ['signOutEverywhere', 'AdminUserGlobalSignOut'],
  ['erase', 'AdminDeleteUser'],
] as const)('%s', (method, operation) => {
  it('is signed, and knows nobody unknown', async () => {
    stub.on(operation, { body: {} }, refusal('UserNotFoundException'));
    await expect(accounts[method]('user-1')).resolves.toBeUndefined();
    await expect(accounts[method]('user-1')).resolves.toBeUndefined();
    const body = { UserPoolId: 'us-east-1_Pool', Username: 'user-1' };
    expect(stub.calls[0]).toEqual({ operation, signed: true, body });
  });

  it.each([
    ['ResourceNotFoundException', 'internal_error'],
    ['AccessDeniedException', 'internal_error'],
    ['TooManyRequestsException', 'service_unavailable'],
  ])('fails for %s with %s', async (error, code) => {
    stub.on(operation, refusal(error));
    await expect(accounts[method]('user-1')).rejects.toMatchObject({ code });
  });
});
