import type { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';
import { PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';
import { OAuthHarness } from '../../../../test/support/oauth-harness.js';
import type { TriggerEvent } from './trigger-event.js';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:';
const LambdaConfig = {
  PreSignUp: `${ARN}pre`,
  CustomMessage: `${ARN}message`,
  PostConfirmation: `${ARN}post`,
};
const BY_SES = {
  EmailSendingAccount: 'DEVELOPER' as const,
  SourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/example.com',
};

type Answer = (event: TriggerEvent) => unknown;

describe('the Lambda triggers of a pool', () => {
  let oauth: OAuthHarness;
  let cognito: EmbeddedCognitoHarness;
  let events: TriggerEvent[];
  let answers: Record<string, Answer>;

  const invoke = (functionArn: string, event: TriggerEvent): Promise<unknown> | undefined => {
    const name = functionArn.slice(ARN.length);
    if (name === 'missing') return undefined;
    events.push(structuredClone(event));
    return Promise.resolve().then(() => (answers[name] ?? ((given) => given))(event));
  };

  beforeAll(async () => {
    oauth = await OAuthHarness.start({}, { invoke, invokeTimeoutMs: 50 });
    cognito = oauth.cognito;
  });

  beforeEach(async () => {
    events = [];
    answers = {};
    await setTriggers({ LambdaConfig });
  });

  afterAll(() => oauth.stop());

  const setTriggers = (settings: object): Promise<unknown> =>
    cognito.sdk.updateUserPool({
      UserPoolId: cognito.poolId,
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      EmailConfiguration: BY_SES,
      ...settings,
    });
  const sources = () => events.map(({ triggerSource }) => triggerSource);
  let people = 0;
  const newEmail = () => `person-${(people += 1)}@example.com`;
  const signUp = (Username: string, more: object = {}) =>
    cognito.sdk.signUp({ ClientId: cognito.clientId, Username, Password: PASSWORD, ...more });

  it('are stored, described and reset with the rest of the pool', async () => {
    const { UserPool } = await cognito.sdk.describeUserPool({ UserPoolId: cognito.poolId });
    expect(UserPool?.LambdaConfig).toEqual(LambdaConfig);
    await setTriggers({});
    await signUp(newEmail());
    expect(events).toEqual([]);
  });

  it('get the events of a sign-up in the shape that Cognito gives them', async () => {
    const email = newEmail();
    const { UserSub } = await signUp(email, {
      UserAttributes: [{ Name: 'locale', Value: 'de' }],
      ValidationData: [{ Name: 'captcha', Value: 'yes' }],
      ClientMetadata: { from: 'app' },
    });
    const common = {
      version: '1',
      region: 'us-east-1',
      userPoolId: cognito.poolId,
      userName: UserSub,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: cognito.clientId },
    };
    expect(events).toEqual([
      {
        ...common,
        triggerSource: 'PreSignUp_SignUp',
        request: {
          userAttributes: { email, locale: 'de' },
          validationData: { captcha: 'yes' },
          clientMetadata: { from: 'app' },
        },
        response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
      },
      {
        ...common,
        triggerSource: 'CustomMessage_SignUp',
        request: {
          userAttributes: {
            sub: UserSub,
            email,
            email_verified: 'false',
            'cognito:user_status': 'UNCONFIRMED',
            locale: 'de',
          },
          codeParameter: '{####}',
          linkParameter: '{##Click Here##}',
          usernameParameter: null,
          clientMetadata: { from: 'app' },
        },
        response: { smsMessage: null, emailMessage: null, emailSubject: null },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(await cognito.newestCode(email));
    events = [];
    await cognito.sdk.confirmSignUp({
      ClientId: cognito.clientId,
      Username: email,
      ConfirmationCode: await cognito.newestCode(email),
    });
    expect(events).toEqual([
      {
        ...common,
        triggerSource: 'PostConfirmation_ConfirmSignUp',
        request: {
          userAttributes: {
            sub: UserSub,
            email,
            email_verified: 'true',
            'cognito:user_status': 'CONFIRMED',
            locale: 'de',
          },
        },
        response: {},
      },
    ]);
  });

  it('are called for every code, each at its moment', async () => {
    const email = newEmail();
    const [Username, ClientId, UserPoolId] = [email, cognito.clientId, cognito.poolId];
    await signUp(email);
    await cognito.sdk.resendConfirmationCode({ ClientId, Username });
    await cognito.sdk.confirmSignUp({
      ClientId,
      Username,
      ConfirmationCode: await cognito.newestCode(email),
    });
    await cognito.sdk.forgotPassword({ ClientId, Username });
    const reset = { ClientId, Username, ConfirmationCode: await cognito.newestCode(email) };
    await cognito.sdk.confirmForgotPassword({ ...reset, Password: `${PASSWORD}1` });
    const { AuthenticationResult } = await cognito.signIn(email, `${PASSWORD}1`);
    const AccessToken = AuthenticationResult?.AccessToken ?? '';
    await cognito.sdk.updateUserAttributes({
      AccessToken,
      UserAttributes: [{ Name: 'email', Value: `new-${email}` }],
    });
    await cognito.sdk.getUserAttributeVerificationCode({ AccessToken, AttributeName: 'email' });
    await cognito.sdk.adminResetUserPassword({ UserPoolId, Username });
    expect(sources()).toEqual([
      'PreSignUp_SignUp',
      'CustomMessage_SignUp',
      'CustomMessage_ResendCode',
      'PostConfirmation_ConfirmSignUp',
      'CustomMessage_ForgotPassword',
      'PostConfirmation_ConfirmForgotPassword',
      'CustomMessage_UpdateUserAttribute',
      'CustomMessage_VerifyUserAttribute',
      'CustomMessage_ForgotPassword',
    ]);
    expect(events.at(-1)?.callerContext.clientId).toBe('CLIENT_ID_NOT_APPLICABLE');
  });

  it('word the mail, whose code stays with Cognito', async () => {
    const email = newEmail();
    answers['message'] = (event) => ({
      ...event,
      response: { emailSubject: 'Welcome', emailMessage: '<p>Take {####}</p>', smsMessage: 'Take {####}' },
    });
    await signUp(email);
    const [mail] = await cognito.outbox(email);
    expect(mail).toMatchObject({
      subject: 'Welcome',
      body: `<p>Take ${mail?.code ?? ''}</p>`,
      purpose: 'SIGN_UP',
    });
  });

  it('word an invitation, with its user name', async () => {
    const email = newEmail();
    answers['message'] = (event) => ({ ...event, response: { emailMessage: '{username}: {####}' } });
    await cognito.sdk.adminCreateUser({
      UserPoolId: cognito.poolId,
      Username: email,
      DesiredDeliveryMediums: ['EMAIL'],
    });
    const [mail] = await cognito.outbox(email);
    expect(mail).toMatchObject({ body: `${email}: ${mail?.code ?? ''}`, purpose: 'INVITATION' });
    expect(sources()).toEqual(['PreSignUp_AdminCreateUser', 'CustomMessage_AdminCreateUser']);
    expect(events[1]?.request).toMatchObject({ usernameParameter: '{username}' });
    expect(events[0]?.callerContext.clientId).toBe('CLIENT_ID_NOT_APPLICABLE');
  });

  it('may confirm a sign-up, which then needs no code', async () => {
    const email = newEmail();
    answers['pre'] = (event) => ({
      ...event,
      response: { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: true },
    });
    const answer = await signUp(email);
    expect(answer).toMatchObject({ UserConfirmed: true });
    expect(answer.CodeDeliveryDetails).toBeUndefined();
    expect(await cognito.outbox(email)).toEqual([]);
    expect(sources()).toEqual(['PreSignUp_SignUp', 'PostConfirmation_ConfirmSignUp']);
    expect((await cognito.signIn(email)).AuthenticationResult).toBeDefined();
    const user = await cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username: email });
    expect(user.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
  });

  it('may refuse a sign-up, of which then nothing is left', async () => {
    const email = newEmail();
    answers['pre'] = () => {
      throw new Error('Not you');
    };
    await expect(signUp(email)).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PreSignUp failed with error Not you.',
    });
    const request = { UserPoolId: cognito.poolId, Username: email };
    await expect(cognito.sdk.adminGetUser(request)).rejects.toMatchObject({ name: 'UserNotFoundException' });
    expect(sources()).toEqual(['PreSignUp_SignUp']);
  });

  it('are asked about who comes through a provider, once', async () => {
    await oauth.addGoogle();
    const account = { email: newEmail(), name: 'Ada Lovelace', verified: 'false' } as const;
    answers['pre'] = () => {
      throw new Error('Unverified');
    };
    const refused = await oauth.signInWithGoogle(account);
    expect(Object.fromEntries(refused.location?.searchParams ?? [])).toMatchObject({
      error: 'invalid_request',
      error_description: 'PreSignUp failed with error Unverified.',
    });
    answers = {};
    events = [];
    const [first, second] = [await oauth.signInWithGoogle(account), await oauth.signInWithGoogle(account)];
    expect([first, second].map(({ location }) => location?.searchParams.has('code'))).toEqual([true, true]);
    expect(sources()).toEqual(['PreSignUp_ExternalProvider', 'PostConfirmation_ConfirmSignUp']);
    expect(events[0]?.request).toMatchObject({
      userAttributes: { email: account.email, email_verified: 'false', given_name: 'Ada' },
    });
    expect(events[1]?.request).toMatchObject({
      userAttributes: { 'cognito:user_status': 'EXTERNAL_PROVIDER' },
    });
  });

  it('leave a user confirmed although the function fails that is told of it', async () => {
    const email = newEmail();
    await signUp(email);
    answers['post'] = () => {
      throw new Error('Broken');
    };
    const ConfirmationCode = await cognito.newestCode(email);
    await expect(
      cognito.sdk.confirmSignUp({ ClientId: cognito.clientId, Username: email, ConfirmationCode }),
    ).rejects.toMatchObject({ message: 'PostConfirmation failed with error Broken.' });
    expect((await cognito.signIn(email)).AuthenticationResult).toBeDefined();
  });

  it('are tried three times where they give no answer in time', async () => {
    let calls = 0;
    answers['pre'] = (event) => ((calls += 1) < 3 ? new Promise(() => undefined) : event);
    await signUp(newEmail());
    expect(calls).toBe(3);
    answers['pre'] = () => new Promise(() => undefined);
    events = [];
    await expect(signUp(newEmail())).rejects.toMatchObject({
      name: 'UnexpectedLambdaException',
      message: 'PreSignUp invocation failed due to error Socket timeout while invoking Lambda function.',
    });
    expect(events).toHaveLength(3);
  });

  it('cannot be one that is not there', async () => {
    await setTriggers({ LambdaConfig: { PreSignUp: `${ARN}missing` } });
    await expect(signUp(newEmail())).rejects.toMatchObject({ name: 'UnexpectedLambdaException' });
  });

  it.each([
    ['pre', undefined],
    ['pre', 'yes'],
    ['pre', {}],
    ['pre', { response: null }],
    ['pre', { response: { autoConfirmUser: 'true' } }],
    ['message', { response: { emailMessage: 7 } }],
    ['message', { response: { emailMessage: 'no code' } }],
    ['message', { response: { smsMessage: 'no code' } }],
    ['message', { response: { emailMessage: `{####}${'x'.repeat(20_000)}` } }],
    ['message', { response: { emailSubject: 'x'.repeat(141) } }],
  ])('are refused where %s answers %j', async (name, answer) => {
    answers[name] = () => answer;
    await expect(signUp(newEmail())).rejects.toMatchObject({ name: 'InvalidLambdaResponseException' });
  });

  it('may word mails only where the pool sends them by Amazon SES', async () => {
    await setTriggers({ LambdaConfig, EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' } });
    answers['message'] = (event) => ({ ...event, response: { emailMessage: 'Take {####}' } });
    await expect(signUp(newEmail())).rejects.toMatchObject({ name: 'InvalidLambdaResponseException' });
  });
});
