import '../../../test/support/node-errors.js';
import { StubCognito } from '../../../test/support/stub-cognito.js';
import { CONFIDENTIAL, PUBLIC, refusal, stubbedClient } from '../../../test/support/stubbed-cognito.js';
import type { PendingChallenge } from '../identity-provider.port.js';
import { CognitoIdentityProvider } from './cognito-identity-provider.js';
import { secretHash } from './secret-hash.js';

const ORIGIN = { ipAddress: '', userAgent: '', requestId: 'request-1' };
const INVITED: PendingChallenge = {
  challenge: { kind: 'NEW_PASSWORD' },
  username: 'user-1',
  providerSession: 'a-session-of-cognito',
};
const CHOICE: PendingChallenge = {
  challenge: { kind: 'MFA_SELECTION', methods: ['TOTP', 'EMAIL'] },
  username: 'user-1',
  providerSession: 'a-session-of-cognito',
};
const PASSWORD = 'a-password-nobody-may-see';

let stub: StubCognito;
let provider: CognitoIdentityProvider;

beforeAll(async () => {
  stub = await StubCognito.start();
});

beforeEach(() => {
  stub.reset();
  provider = new CognitoIdentityProvider(stubbedClient(stub), CONFIDENTIAL);
});

afterAll(() => stub.close());

describe('answerNewPassword', () => {
  it.each([
    [
      'InvalidPasswordException',
      'Password did not conform with policy: Password must have numeric characters',
      { step: 'password_rejected', violations: ['must contain a digit'] },
    ],
    [
      'InvalidParameterException',
      "Value at 'NEW_PASSWORD' failed to satisfy constraint: Member must have length less than or equal to 256",
      { step: 'password_rejected', violations: ['must be shorter'] },
    ],
    ['PasswordHistoryPolicyViolationException', '', { step: 'password_reused' }],
    [
      'NotAuthorizedException',
      'Invalid session for the user, session is expired.',
      { step: 'session_expired' },
    ],
    ['NotAuthorizedException', 'User is disabled.', { step: 'refused', reason: 'account_disabled' }],
    ['CodeMismatchException', 'Invalid code or auth state for the user.', { step: 'code_mismatch' }],
  ])('reads %s «%s»', async (error, message, step) => {
    stub.on('AdminRespondToAuthChallenge', refusal(error, message));
    await expect(provider.answerNewPassword(INVITED, PASSWORD, ORIGIN)).resolves.toEqual(step);
  });

  it('can lead to the second factor', async () => {
    stub.on('AdminRespondToAuthChallenge', {
      body: {
        ChallengeName: 'MFA_SETUP',
        ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
        Session: 'the-next-session',
      },
    });
    await expect(provider.answerNewPassword(INVITED, PASSWORD, ORIGIN)).resolves.toEqual({
      step: 'challenge',
      pending: {
        challenge: { kind: 'MFA_SETUP', methods: ['TOTP'] },
        username: 'user-1',
        providerSession: 'the-next-session',
      },
    });
  });

  it.each(['hang', 'reset'] as const)('is not repeated when the connection is lost: %s', async (how) => {
    stub.on('AdminRespondToAuthChallenge', how);
    const answered = provider.answerNewPassword(INVITED, PASSWORD, ORIGIN);
    await expect(answered).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(stub.operations()).toEqual(['AdminRespondToAuthChallenge']);
  });
});

describe('selectMfa', () => {
  const EMAIL_CODE = {
    body: {
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: 't***@e***' },
      Session: 'the-next-session',
    },
  };

  it.each([
    [
      CONFIDENTIAL,
      'AdminRespondToAuthChallenge',
      { SECRET_HASH: secretHash('user-1', 'client1', 'a-client-secret') },
    ],
    [PUBLIC, 'RespondToAuthChallenge', {}],
  ])('answers under the name that the challenge was made for', async (settings, operation, proof) => {
    stub.on(operation, EMAIL_CODE);
    const using = new CognitoIdentityProvider(stubbedClient(stub), settings);
    await expect(using.selectMfa(CHOICE, 'EMAIL', ORIGIN)).resolves.toMatchObject({
      step: 'challenge',
      pending: {
        challenge: { kind: 'MFA', method: 'EMAIL', destination: 't***@e***' },
        username: 'user-1',
        providerSession: 'the-next-session',
      },
    });
    expect(stub.calls[0]).toMatchObject({
      operation,
      body: {
        ChallengeName: 'SELECT_MFA_TYPE',
        Session: 'a-session-of-cognito',
        ChallengeResponses: { USERNAME: 'user-1', ANSWER: 'EMAIL_OTP', ...proof },
      },
    });
  });

  it.each(['MFAMethodNotFoundException', 'NotAuthorizedException'])('is over with %s', async (error) => {
    stub.on('AdminRespondToAuthChallenge', refusal(error));
    await expect(provider.selectMfa(CHOICE, 'SMS', ORIGIN)).resolves.toEqual({ step: 'session_expired' });
  });
});
