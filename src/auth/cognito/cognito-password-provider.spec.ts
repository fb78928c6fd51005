import '../../../test/support/node-errors.js';
import { Logger } from '@nestjs/common';
import { StubCognito } from '../../../test/support/stub-cognito.js';
import { CONFIDENTIAL, PUBLIC, refusal, stubbedClient } from '../../../test/support/stubbed-cognito.js';
import { CognitoPasswordProvider } from './cognito-password-provider.js';
import type { CognitoSettings } from './cognito-settings.js';
import { secretHash } from './secret-hash.js';

const EMAIL = 'tom@example.com';
const CODE = '123456';
const PASSWORD = 'a-password-nobody-may-see';

let stub: StubCognito;
let passwords: CognitoPasswordProvider;
let errors: jest.SpyInstance;

const using = (settings: CognitoSettings) => new CognitoPasswordProvider(stubbedClient(stub), settings);

beforeAll(async () => {
  stub = await StubCognito.start();
});

beforeEach(() => {
  stub.reset();
  errors = jest.spyOn(Logger.prototype, 'error').mockImplementation();
  passwords = using(CONFIDENTIAL);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(() => stub.close());

describe('startReset', () => {
  it.each([
    ['UserNotFoundException', 'Username/client id combination not found.'],
    ['UserNotConfirmedException', 'User is not confirmed.'],
    ['NotAuthorizedException', 'User is disabled.'],
    ['NotAuthorizedException', 'Contact administrator to reset password.'],
    [
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    ],
    ['LimitExceededException', 'Attempt limit exceeded, please try after some time.'],
    ['TooManyFailedAttemptsException', ''],
  ])('answers %s «%s» like any other account', async (error, message) => {
    stub.on('ForgotPassword', refusal(error, message));
    await expect(passwords.startReset(EMAIL)).resolves.toBeUndefined();
    expect(stub.operations()).toEqual(['ForgotPassword']);
    expect(errors).not.toHaveBeenCalled();
  });

  it('sends the invitation again where there is no password to reset', async () => {
    stub.on(
      'ForgotPassword',
      refusal('NotAuthorizedException', 'User password cannot be reset in the current state.'),
    );
    stub.on('AdminCreateUser', { body: { User: {} } });
    await expect(passwords.startReset(EMAIL)).resolves.toBeUndefined();
    expect(stub.calls[1]).toEqual({
      operation: 'AdminCreateUser',
      signed: true,
      body: {
        UserPoolId: 'us-east-1_Pool',
        Username: EMAIL,
        MessageAction: 'RESEND',
        DesiredDeliveryMediums: ['EMAIL'],
      },
    });
  });

  it.each(['UnsupportedUserStateException', 'TooManyRequestsException', 'CodeDeliveryFailureException'])(
    'tells nothing of an invitation that fails with %s',
    async (error) => {
      stub.on('ForgotPassword', refusal('NotAuthorizedException', 'cannot be reset in the current state'));
      stub.on('AdminCreateUser', refusal(error, `about ${EMAIL}`));
      await expect(passwords.startReset(EMAIL)).resolves.toBeUndefined();
      expect(JSON.stringify(errors.mock.calls)).not.toContain(EMAIL);
    },
  );

  it.each([
    'CodeDeliveryFailureException',
    'UserLambdaValidationException',
    'UnexpectedLambdaException',
    'InvalidLambdaResponseException',
  ])('says in the log alone that mail does not work: %s', async (error) => {
    stub.on('ForgotPassword', refusal(error, `to ${EMAIL}`));
    await expect(passwords.startReset(EMAIL)).resolves.toBeUndefined();
    expect(errors).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(errors.mock.calls)).not.toContain(EMAIL);
  });

  it.each([
    ['TooManyRequestsException', '', 'service_unavailable'],
    ['InternalErrorException', '', 'service_unavailable'],
    ['NotAuthorizedException', 'Unable to verify secret hash for client client1', 'internal_error'],
    ['ResourceNotFoundException', 'User pool client client1 does not exist.', 'internal_error'],
  ])('fails for %s «%s», which says nothing of an account', async (error, message, code) => {
    stub.on('ForgotPassword', refusal(error, message));
    await expect(passwords.startReset(EMAIL)).rejects.toMatchObject({ code });
  });
});

describe('confirmReset', () => {
  it.each([
    ['CodeMismatchException', '', { outcome: 'code_mismatch' }],
    ['ExpiredCodeException', '', { outcome: 'code_expired' }],
    ['LimitExceededException', 'Attempt limit exceeded, please try after some time.', { outcome: 'limited' }],
    ['TooManyFailedAttemptsException', '', { outcome: 'limited' }],
    ['UserNotFoundException', 'User does not exist.', { outcome: 'code_mismatch' }],
    ['UserNotConfirmedException', '', { outcome: 'code_mismatch' }],
    ['NotAuthorizedException', 'User is disabled.', { outcome: 'code_mismatch' }],
    [
      'InvalidParameterException',
      "1 validation error detected: Value at 'confirmationCode' failed to satisfy constraint",
      { outcome: 'code_mismatch' },
    ],
    ['InvalidParameterException', 'there is no registered/verified email', { outcome: 'code_mismatch' }],
    ['PasswordHistoryPolicyViolationException', '', { outcome: 'reused' }],
    [
      'InvalidPasswordException',
      'Password did not conform with policy: Password not long enough',
      { outcome: 'rejected', violations: ['must be at least 12 characters long'] },
    ],
    [
      'InvalidParameterException',
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
      { outcome: 'rejected', violations: ['must not contain spaces'] },
    ],
  ])('reads %s «%s»', async (error, message, outcome) => {
    stub.on('ConfirmForgotPassword', refusal(error, message));
    await expect(passwords.confirmReset(EMAIL, CODE, PASSWORD)).resolves.toEqual(outcome);
  });

  it.each([
    ['UserLambdaValidationException', 'internal_error'],
    ['UnexpectedLambdaException', 'service_unavailable'],
    ['InvalidLambdaResponseException', 'internal_error'],
  ])('takes no password for unset because a function has failed after it: %s', async (error, code) => {
    stub.on('ConfirmForgotPassword', refusal(error, 'PostConfirmation failed with error Task timed out.'));
    await expect(passwords.confirmReset(EMAIL, CODE, PASSWORD)).rejects.toMatchObject({ code });
  });

  it.each(['hang', 'reset'] as const)('is not repeated when the connection is lost: %s', async (how) => {
    stub.on('ConfirmForgotPassword', how);
    const reset = passwords.confirmReset(EMAIL, CODE, PASSWORD);
    await expect(reset).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(stub.operations()).toEqual(['ConfirmForgotPassword']);
  });

  it.each([
    [CONFIDENTIAL, { SecretHash: secretHash(EMAIL, 'client1', 'a-client-secret') }],
    [PUBLIC, {}],
  ])('proves the client as it can', async (settings, proof) => {
    stub.on('ConfirmForgotPassword', { body: {} });
    await expect(using(settings).confirmReset(EMAIL, CODE, PASSWORD)).resolves.toEqual({ outcome: 'set' });
    const body = {
      ClientId: 'client1',
      Username: EMAIL,
      ConfirmationCode: CODE,
      Password: PASSWORD,
      ...proof,
    };
    expect(stub.calls).toEqual([{ operation: 'ConfirmForgotPassword', signed: false, body }]);
  });
});

describe('change', () => {
  const change = () => passwords.change('a-token', 'the-current-one', PASSWORD);

  it.each([
    ['NotAuthorizedException', 'Incorrect username or password.', { outcome: 'mismatch' }],
    ['NotAuthorizedException', 'Password attempts exceeded', { outcome: 'locked' }],
    ['LimitExceededException', 'Attempt limit exceeded, please try after some time.', { outcome: 'locked' }],
    ['PasswordHistoryPolicyViolationException', '', { outcome: 'reused' }],
    [
      'InvalidPasswordException',
      'Password did not conform with policy: Password must have symbol characters',
      { outcome: 'rejected', violations: ['must contain a symbol'] },
    ],
    [
      'InvalidParameterException',
      "Value at 'previousPassword' failed to satisfy constraint",
      { outcome: 'mismatch' },
    ],
    [
      'InvalidParameterException',
      "Value at 'proposedPassword' failed to satisfy constraint: Member must have length less than or equal to 256",
      { outcome: 'rejected', violations: ['must be shorter'] },
    ],
  ])('reads %s «%s»', async (error, message, outcome) => {
    stub.on('ChangePassword', refusal(error, message));
    await expect(change()).resolves.toEqual(outcome);
  });

  it.each([
    ['NotAuthorizedException', 'Access Token has been revoked'],
    ['NotAuthorizedException', 'Access Token has expired'],
    ['NotAuthorizedException', 'Something Cognito never said before'],
    ['PasswordResetRequiredException', ''],
    ['UserNotFoundException', 'User does not exist.'],
    ['InvalidParameterException', "Value at 'accessToken' failed to satisfy constraint"],
  ])('takes %s «%s» for a token that is over', async (error, message) => {
    stub.on('ChangePassword', refusal(error, message));
    await expect(change()).rejects.toMatchObject({ code: 'invalid_token' });
  });

  it('is not repeated: wrong passwords are counted', async () => {
    stub.on('ChangePassword', 'hang');
    await expect(change()).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(stub.operations()).toEqual(['ChangePassword']);
  });
});
