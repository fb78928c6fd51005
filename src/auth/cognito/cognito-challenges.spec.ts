import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import { mfaAnswer, pendingFrom } from './cognito-challenges.js';

const read = (ChallengeName: ChallengeNameType, ChallengeParameters: Record<string, string> = {}) =>
  pendingFrom({ ChallengeName, ChallengeParameters, Session: 'session-1' }, 'tom@example.com');

describe('pendingFrom', () => {
  it.each([
    ['SOFTWARE_TOKEN_MFA', {}, { kind: 'MFA', method: 'TOTP' }],
    [
      'SMS_MFA',
      { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', CODE_DELIVERY_DESTINATION: '+*******9934' },
      { kind: 'MFA', method: 'SMS', destination: '+*******9934' },
    ],
    [
      'EMAIL_OTP',
      { CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL', CODE_DELIVERY_DESTINATION: 't***@e***' },
      { kind: 'MFA', method: 'EMAIL', destination: 't***@e***' },
    ],
    [
      'SELECT_MFA_TYPE',
      { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' },
      { kind: 'MFA_SELECTION', methods: ['SMS', 'TOTP'] },
    ],
    [
      'SELECT_MFA_TYPE',
      { MFAS_CAN_SELECT: '["EMAIL_OTP","SOFTWARE_TOKEN_MFA","NEWER_MFA"]' },
      { kind: 'MFA_SELECTION', methods: ['EMAIL', 'TOTP'] },
    ],
    ['MFA_SETUP', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' }, { kind: 'MFA_SETUP', methods: ['TOTP'] }],
    ['NEW_PASSWORD_REQUIRED', { requiredAttributes: '[]', userAttributes: '{}' }, { kind: 'NEW_PASSWORD' }],
  ] as const)('reads %s %j', (name, parameters, challenge) => {
    expect(read(name, parameters)).toEqual({
      challenge,
      username: 'tom@example.com',
      providerSession: 'session-1',
    });
  });

  it("answers under Cognito's own name of the user where it is told", () => {
    expect(read('SOFTWARE_TOKEN_MFA', { USER_ID_FOR_SRP: 'user-1' }).username).toBe('user-1');
  });

  it.each(['PASSWORD_VERIFIER', 'DEVICE_SRP_AUTH', 'CUSTOM_CHALLENGE', 'WEB_AUTHN'] as const)(
    'takes %s, which has no step here, for a client configured wrongly',
    (name) => {
      expect(() => read(name)).toThrow('internal_error');
    },
  );

  it('takes a challenge without a session for broken', () => {
    expect(() => pendingFrom({ ChallengeName: 'SMS_MFA' }, 'tom@example.com')).toThrow('internal_error');
  });
});

describe('mfaAnswer', () => {
  it.each([
    ['TOTP', 'SOFTWARE_TOKEN_MFA', 'SOFTWARE_TOKEN_MFA_CODE'],
    ['SMS', 'SMS_MFA', 'SMS_MFA_CODE'],
    ['EMAIL', 'EMAIL_OTP', 'EMAIL_OTP_CODE'],
  ] as const)('answers %s as %s with %s', (method, name, key) => {
    expect(mfaAnswer(method)).toEqual({ name, key });
  });
});
