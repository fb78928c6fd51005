import type { CreateUserPoolCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

const PHONE = '+15550001111';
const SENDER = {
  EmailConfiguration: {
    EmailSendingAccount: 'DEVELOPER' as const,
    SourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/example.com',
  },
};
const SMS = { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } };

describe('codes by message as second factor', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
  });

  afterEach(() => cognito.stop());

  const start = async (
    MfaConfiguration: 'ON' | 'OPTIONAL',
    factors: object,
    pool: Partial<CreateUserPoolCommandInput> = {},
  ) => {
    await cognito.createPool({ ...SENDER, ...pool });
    await cognito.sdk.setUserPoolMfaConfig({ UserPoolId: cognito.poolId, MfaConfiguration, ...factors });
    await cognito.confirmedUser('ann@example.com', { phone_number: PHONE });
  };
  const ann = () => ({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
  const on = { Enabled: true, PreferredMfa: true };
  const answer = (Session: string | undefined, responses: Record<string, string>, name = 'EMAIL_OTP') =>
    cognito.sdk.respondToAuthChallenge({
      ClientId: cognito.clientId,
      ChallengeName: name as 'EMAIL_OTP' | 'SMS_MFA',
      Session,
      ChallengeResponses: { USERNAME: 'ann@example.com', ...responses },
    });
  const mismatch = {
    name: 'CodeMismatchException',
    message: 'Invalid code or auth state for the user.',
  };
  const wrong = (right: string) => '0'.repeat(right.length - 1) + (right.endsWith('1') ? '2' : '1');

  it('mails a code of eight digits in the words of the pool', async () => {
    const EmailMfaConfiguration = { Message: 'Your code: {####}', Subject: 'Sign-in code' };
    await start('OPTIONAL', { EmailMfaConfiguration });
    await cognito.sdk.adminSetUserMFAPreference({ ...ann(), EmailMfaSettings: on });
    const asked = await cognito.signIn('ann@example.com');
    expect(asked.ChallengeName).toBe('EMAIL_OTP');
    expect(asked.ChallengeParameters).toEqual({
      CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
      CODE_DELIVERY_DESTINATION: 'a***@e***',
    });
    const [mail] = await cognito.outbox('ann@example.com');
    const code = mail?.code ?? '';
    expect(code).toMatch(/^\d{8}$/);
    expect(mail).toMatchObject({ purpose: 'MFA', subject: 'Sign-in code', body: `Your code: ${code}` });
    await expect(answer(asked.Session, { EMAIL_OTP_CODE: code })).resolves.toHaveProperty(
      'AuthenticationResult.AccessToken',
    );
    await expect(answer(asked.Session, { EMAIL_OTP_CODE: code })).rejects.toMatchObject({
      message: 'Invalid session for the user, session can only be used once.',
    });
  });

  it('sends a code of six digits by text message', async () => {
    await start('OPTIONAL', { SmsMfaConfiguration: SMS });
    await cognito.sdk.adminSetUserMFAPreference({ ...ann(), SMSMfaSettings: on });
    const asked = await cognito.signIn('ann@example.com');
    expect(asked.ChallengeName).toBe('SMS_MFA');
    expect(asked.ChallengeParameters).toMatchObject({
      CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
      CODE_DELIVERY_DESTINATION: '+*******1111',
      USER_ID_FOR_SRP: expect.any(String) as string,
    });
    const code = await cognito.newestCode(PHONE);
    expect(code).toMatch(/^\d{6}$/);
    await expect(answer(asked.Session, { SMS_MFA_CODE: code }, 'SMS_MFA')).resolves.toHaveProperty(
      'AuthenticationResult.AccessToken',
    );
    const { UserAttributes } = await cognito.sdk.adminGetUser(ann());
    expect(UserAttributes).toContainEqual({ Name: 'phone_number_verified', Value: 'true' });
  });

  it('leaves the session alive after a wrong code, locks after five, and lets the code die with it', async () => {
    await start('OPTIONAL', { EmailMfaConfiguration: {} });
    await cognito.sdk.adminSetUserMFAPreference({ ...ann(), EmailMfaSettings: on });
    const { Session } = await cognito.signIn('ann@example.com');
    const EMAIL_OTP_CODE = await cognito.newestCode('ann@example.com');
    for (let count = 0; count < 5; count += 1) {
      await expect(answer(Session, { EMAIL_OTP_CODE: wrong(EMAIL_OTP_CODE) })).rejects.toMatchObject(
        mismatch,
      );
    }
    await expect(answer(Session, { EMAIL_OTP_CODE })).rejects.toMatchObject({
      message: 'Password attempts exceeded',
    });
    cognito.clock.advance({ minutes: 3 });
    await expect(answer(Session, { EMAIL_OTP_CODE })).rejects.toMatchObject({
      message: 'Invalid session for the user, session is expired.',
    });
  });

  it('takes no code of another sign-in, and no answer under another name', async () => {
    await start('OPTIONAL', { EmailMfaConfiguration: {} });
    await cognito.sdk.adminSetUserMFAPreference({ ...ann(), EmailMfaSettings: on });
    await cognito.signIn('ann@example.com');
    const first = await cognito.newestCode('ann@example.com');
    const { Session } = await cognito.signIn('ann@example.com');
    const EMAIL_OTP_CODE = await cognito.newestCode('ann@example.com');
    await expect(answer(Session, { EMAIL_OTP_CODE: first })).rejects.toMatchObject(mismatch);
    await expect(answer(Session, { EMAIL_MFA_CODE: EMAIL_OTP_CODE })).rejects.toMatchObject({
      message: 'Missing required parameter EMAIL_OTP_CODE',
    });
    await expect(answer(Session, { SMS_MFA_CODE: EMAIL_OTP_CODE }, 'SMS_MFA')).rejects.toMatchObject({
      message: 'Invalid session for the user.',
    });
  });

  it('verifies no address but the one that the code went to', async () => {
    await start('OPTIONAL', { SmsMfaConfiguration: SMS });
    await cognito.sdk.adminSetUserMFAPreference({ ...ann(), SMSMfaSettings: on });
    const { Session } = await cognito.signIn('ann@example.com');
    await cognito.sdk.adminUpdateUserAttributes({
      ...ann(),
      UserAttributes: [{ Name: 'phone_number', Value: '+15550002222' }],
    });
    await answer(Session, { SMS_MFA_CODE: await cognito.newestCode(PHONE) }, 'SMS_MFA');
    const { UserAttributes } = await cognito.sdk.adminGetUser(ann());
    expect(UserAttributes).toContainEqual({ Name: 'phone_number_verified', Value: 'false' });
  });

  it('mails at most twenty codes an hour', async () => {
    await start('OPTIONAL', { EmailMfaConfiguration: {} });
    await cognito.sdk.adminSetUserMFAPreference({ ...ann(), EmailMfaSettings: on });
    for (let count = 0; count < 20; count += 1) {
      await cognito.signIn('ann@example.com');
    }
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it('asks without a preference where the pool demands MFA, save by the address that resets the password', async () => {
    await start('ON', { EmailMfaConfiguration: {} });
    await expect(cognito.signIn('ann@example.com')).resolves.toMatchObject({ ChallengeName: 'EMAIL_OTP' });
    const AccountRecoverySetting = {
      RecoveryMechanisms: [
        { Name: 'verified_email' as const, Priority: 1 },
        { Name: 'verified_phone_number' as const, Priority: 2 },
      ],
    };
    const SoftwareTokenMfaConfiguration = { Enabled: true };
    await start(
      'ON',
      { EmailMfaConfiguration: {}, SoftwareTokenMfaConfiguration },
      { AccountRecoverySetting },
    );
    const asked = await cognito.signIn('ann@example.com');
    expect(asked.ChallengeName).toBe('MFA_SETUP');
    expect(asked.ChallengeParameters?.['MFAS_CAN_SETUP']).toBe('["SOFTWARE_TOKEN_MFA"]');
    await start('ON', { EmailMfaConfiguration: {} }, { AccountRecoverySetting });
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('needs an address and a pool that offers the factor', async () => {
    await start('OPTIONAL', { EmailMfaConfiguration: {} });
    await expect(
      cognito.sdk.adminSetUserMFAPreference({ ...ann(), SMSMfaSettings: on }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User does not have delivery config set to turn on SMS_MFA',
    });
    await cognito.confirmedUser('bob@example.com');
    await cognito.sdk.setUserPoolMfaConfig({
      UserPoolId: cognito.poolId,
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: SMS,
    });
    await expect(
      cognito.sdk.adminSetUserMFAPreference({ ...ann(), Username: 'bob@example.com', SMSMfaSettings: on }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
