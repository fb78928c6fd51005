import '../../../test/support/node-errors.js';
import { Logger } from '@nestjs/common';
import { StubCognito, type StubReply } from '../../../test/support/stub-cognito.js';
import { createCognitoClient } from '../../aws/cognito-client.js';
import { SilentObserver } from '../../aws/silent-observer.js';
import { AppError } from '../../shared/app-error.js';
import type { PendingChallenge } from '../identity-provider.port.js';
import { CognitoIdentityProvider } from './cognito-identity-provider.js';
import type { CognitoSettings } from './cognito-settings.js';
import { secretHash } from './secret-hash.js';

const EMAIL = 'tom@example.com';
const ORIGIN = { ipAddress: '203.0.113.7', userAgent: 'Browser/1.0', requestId: 'request-1' };
const CONFIDENTIAL: CognitoSettings = {
  userPool: { userPoolId: 'us-east-1_Pool', clientId: 'client1', clientSecret: 'a-client-secret' },
  authFlow: 'ADMIN_USER_PASSWORD_AUTH',
  minimumPasswordLength: 12,
};
const PUBLIC: CognitoSettings = {
  userPool: { userPoolId: 'us-east-1_Pool', clientId: 'client1' },
  authFlow: 'USER_PASSWORD_AUTH',
};
const TOTP: PendingChallenge = {
  challenge: { kind: 'MFA', method: 'TOTP' },
  username: 'user-1',
  providerSession: 'a-session-of-cognito',
};
const SIGN_UP = {
  email: EMAIL,
  password: 'a-password-nobody-may-see',
  draft: {
    firstName: 'Tom',
    lastName: 'Jones',
    role: 'Employee',
    department: 'Sales',
    employeeId: null,
    termsVersion: '1',
    termsAcceptedAt: '2026-01-01T00:00:00.000Z',
  },
};

let stub: StubCognito;
let provider: CognitoIdentityProvider;

const using = (settings: CognitoSettings) =>
  new CognitoIdentityProvider(
    createCognitoClient(
      {
        region: 'us-east-1',
        cognito: { endpoint: stub.endpoint, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
      },
      new SilentObserver(),
      { connect: 200, request: 300 },
    ),
    settings,
  );

const refusal = (error: string, message = ''): StubReply => ({ error, message });
const jwt = (payload: object) => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.sig`;

beforeAll(async () => {
  Logger.overrideLogger(false);
  stub = await StubCognito.start();
});

beforeEach(() => {
  stub.reset();
  provider = using(CONFIDENTIAL);
});

afterAll(() => stub.close());

describe('signIn', () => {
  it.each([
    ['NotAuthorizedException', 'Incorrect username or password.', 'invalid_credentials'],
    ['NotAuthorizedException', 'Something Cognito never said before', 'invalid_credentials'],
    ['UserNotFoundException', 'User does not exist.', 'invalid_credentials'],
    ['NotAuthorizedException', 'User is disabled.', 'account_disabled'],
    ['NotAuthorizedException', 'Password attempts exceeded', 'account_locked'],
    [
      'NotAuthorizedException',
      'Temporary password has expired and must be reset by an administrator.',
      'password_reset_required',
    ],
    ['UserNotConfirmedException', 'User is not confirmed.', 'user_not_confirmed'],
    ['PasswordResetRequiredException', 'Password reset required for the user', 'password_reset_required'],
    ['UserLambdaValidationException', 'PreAuthentication failed with error no.', 'invalid_credentials'],
  ])('reads %s «%s» as %s', async (error, message, reason) => {
    stub.on('AdminInitiateAuth', refusal(error, message));
    await expect(provider.signIn(EMAIL, 'wrong', ORIGIN)).resolves.toEqual({ step: 'refused', reason });
  });

  it.each([
    ['InvalidParameterException', 'Auth flow not enabled for this client'],
    ['InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client'],
    ['NotAuthorizedException', 'Unable to verify secret hash for client client1'],
    ['NotAuthorizedException', 'Client client1 is configured with secret but SECRET_HASH was not received'],
    ['ResourceNotFoundException', 'User pool client client1 does not exist.'],
    ['AccessDeniedException', 'User: arn:aws:iam::1:role/x is not authorized'],
    ['UnrecognizedClientException', 'The security token included in the request is invalid.'],
    ['InvalidUserPoolConfigurationException', ''],
  ])('takes %s «%s» for our own mistake, never the person’s', async (error, message) => {
    stub.on('AdminInitiateAuth', refusal(error, message));
    const failure = await provider.signIn(EMAIL, 'right', ORIGIN).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'internal_error', detail: undefined, cause: { name: error } });
  });

  it('sends address and browser of the visitor with the signed flow', async () => {
    stub.on('AdminInitiateAuth', refusal('NotAuthorizedException'));
    await provider.signIn(EMAIL, 'secret', ORIGIN);
    expect(stub.calls).toEqual([
      {
        operation: 'AdminInitiateAuth',
        signed: true,
        body: {
          UserPoolId: 'us-east-1_Pool',
          ClientId: 'client1',
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          AuthParameters: {
            USERNAME: EMAIL,
            PASSWORD: 'secret',
            SECRET_HASH: secretHash(EMAIL, 'client1', 'a-client-secret'),
          },
          ContextData: {
            IpAddress: '203.0.113.7',
            ServerName: 'auth-service',
            ServerPath: '/api/v1/auth',
            HttpHeaders: [{ headerName: 'User-Agent', headerValue: 'Browser/1.0' }],
          },
        },
      },
    ]);
  });

  it('uses the public operations without a secret where the client is a public one', async () => {
    stub.on('InitiateAuth', {
      body: { ChallengeName: 'SOFTWARE_TOKEN_MFA', ChallengeParameters: {}, Session: 'next' },
    });
    stub.on('RespondToAuthChallenge', refusal('CodeMismatchException'));
    const publicProvider = using(PUBLIC);
    await publicProvider.signIn(EMAIL, 'secret', ORIGIN);
    await publicProvider.answerMfa(TOTP, 'TOTP', '123456', ORIGIN);
    expect(stub.calls).toEqual([
      {
        operation: 'InitiateAuth',
        signed: false,
        body: {
          ClientId: 'client1',
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: EMAIL, PASSWORD: 'secret' },
        },
      },
      {
        operation: 'RespondToAuthChallenge',
        signed: false,
        body: {
          ClientId: 'client1',
          ChallengeName: 'SOFTWARE_TOKEN_MFA',
          Session: TOTP.providerSession,
          ChallengeResponses: { USERNAME: 'user-1', SOFTWARE_TOKEN_MFA_CODE: '123456' },
        },
      },
    ]);
  });

  it('reads the tokens', async () => {
    const AccessToken = jwt({
      origin_jti: 'family-1',
      jti: 'jti-1',
      auth_time: 5,
      iat: 7,
      'cognito:groups': ['admin'],
    });
    const IdToken = jwt({ sub: 'user-1', email: EMAIL, email_verified: true, given_name: 'Tom' });
    stub.on('AdminInitiateAuth', {
      body: { AuthenticationResult: { AccessToken, IdToken, RefreshToken: 'refresh', ExpiresIn: 3600 } },
    });
    await expect(provider.signIn(EMAIL, 'secret', ORIGIN)).resolves.toMatchObject({
      step: 'authenticated',
      signIn: {
        tokens: { accessToken: AccessToken, idToken: IdToken, refreshToken: 'refresh', expiresIn: 3600 },
        identity: { userId: 'user-1', email: EMAIL, emailVerified: true, firstName: 'Tom' },
        groups: ['admin'],
        sessionId: 'family-1',
        authTime: 5,
        issuedAt: 7,
      },
    });
  });

  it.each([
    { AuthenticationResult: { AccessToken: 'x' } },
    { AuthenticationResult: { AccessToken: 'x', IdToken: 'y', RefreshToken: 'z' } },
    {},
  ])('does not take %j for a sign-in', async (body) => {
    stub.on('AdminInitiateAuth', { body });
    await expect(provider.signIn(EMAIL, 'secret', ORIGIN)).rejects.toMatchObject({ code: 'internal_error' });
  });
});

describe('every operation', () => {
  const operations: readonly [string, string, () => Promise<unknown>][] = [
    ['signUp', 'SignUp', () => provider.signUp(SIGN_UP)],
    ['confirmSignUp', 'ConfirmSignUp', () => provider.confirmSignUp(EMAIL, '123456')],
    ['resendCode', 'ResendConfirmationCode', () => provider.resendCode(EMAIL)],
    ['signIn', 'AdminInitiateAuth', () => provider.signIn(EMAIL, 'secret', ORIGIN)],
    ['answerMfa', 'AdminRespondToAuthChallenge', () => provider.answerMfa(TOTP, 'TOTP', '123456', ORIGIN)],
    ['associateTotp', 'AssociateSoftwareToken', () => provider.associateTotp({ pending: TOTP })],
    [
      'verifyTotp',
      'VerifySoftwareToken',
      () => provider.verifyTotp({ accessToken: 'token', userId: 'user-1' }, '123456'),
    ],
    [
      'completeTotpSetup',
      'VerifySoftwareToken',
      () => provider.completeTotpSetup(TOTP, '123456', undefined, ORIGIN),
    ],
    ['refresh', 'GetTokensFromRefreshToken', () => provider.refresh('refresh')],
    ['revokeRefreshToken', 'RevokeToken', () => provider.revokeRefreshToken('refresh')],
  ];
  const transient: readonly StubReply[] = [
    { error: 'TooManyRequestsException', message: 'Rate exceeded' },
    { error: 'InternalErrorException', status: 500 },
    { text: '<html>Bad gateway</html>', status: 502 },
    'reset',
    'hang',
  ];

  it.each(operations)('%s is unavailable, and sent once, when Cognito is', async (_name, operation, call) => {
    for (const reply of transient) {
      stub.reset();
      stub.on(operation, reply);
      await expect(call()).rejects.toMatchObject({ code: 'service_unavailable', retryAfterSeconds: 2 });
      expect(stub.operations()).toEqual([operation]);
    }
  });

  it.each(operations)('%s does not tell what Cognito said', async (_name, operation, call) => {
    stub.on(operation, refusal('SomeNewException', `Value '${SIGN_UP.password}' at 'password' is not liked`));
    const failure = await call().catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'internal_error', message: 'internal_error', detail: undefined });
    expect(String((failure as AppError).cause)).not.toContain(SIGN_UP.password);
  });

  it('findAccount repeats its read once', async () => {
    stub.on('AdminGetUser', 'reset', {
      body: { Username: 'user-1', UserStatus: 'CONFIRMED', Enabled: true },
    });
    await expect(provider.findAccount(EMAIL)).resolves.toMatchObject({ confirmed: true, enabled: true });
    stub.on('AdminGetUser', 'reset');
    await expect(provider.findAccount(EMAIL)).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(stub.operations()).toHaveLength(4);
  });

  it('is unavailable when nothing listens', async () => {
    const lonely = await StubCognito.start();
    const connection = { region: 'us-east-1', cognito: { endpoint: lonely.endpoint } };
    await lonely.close();
    const unreachable = new CognitoIdentityProvider(
      createCognitoClient(connection, new SilentObserver()),
      PUBLIC,
    );
    await expect(unreachable.signIn(EMAIL, 'x', ORIGIN)).rejects.toMatchObject({
      code: 'service_unavailable',
    });
  });
});

describe('answerMfa', () => {
  it.each([
    ['TOTP', 'CodeMismatchException', 'Invalid code received for user', { step: 'code_mismatch' }],
    [
      'TOTP',
      'ExpiredCodeException',
      'Your software token has already been used once.',
      { step: 'code_mismatch' },
    ],
    ['TOTP', 'ExpiredCodeException', 'Any other wording', { step: 'code_mismatch' }],
    ['EMAIL', 'ExpiredCodeException', 'Invalid code provided', { step: 'session_expired' }],
    ['TOTP', 'NotAuthorizedException', 'Invalid session for the user.', { step: 'session_expired' }],
    [
      'TOTP',
      'NotAuthorizedException',
      'Invalid session for the user, session can only be used once.',
      { step: 'session_expired' },
    ],
    ['TOTP', 'NotAuthorizedException', 'Unknown words', { step: 'session_expired' }],
    ['TOTP', 'NotAuthorizedException', 'User is disabled.', { step: 'refused', reason: 'account_disabled' }],
    [
      'TOTP',
      'NotAuthorizedException',
      'Password attempts exceeded',
      { step: 'refused', reason: 'account_locked' },
    ],
    ['TOTP', 'SoftwareTokenMFANotFoundException', '', { step: 'session_expired' }],
    [
      'TOTP',
      'InvalidParameterException',
      "1 validation error detected: Value 'x' at 'session' failed to satisfy constraint: Member must have length",
      { step: 'session_expired' },
    ],
  ] as const)('reads %s %s «%s»', async (method, error, message, step) => {
    stub.on('AdminRespondToAuthChallenge', refusal(error, message));
    await expect(provider.answerMfa(TOTP, method, '123456', ORIGIN)).resolves.toEqual(step);
  });

  it('asks to wait where Cognito caps the codes of one user', async () => {
    stub.on('AdminRespondToAuthChallenge', refusal('LimitExceededException', 'Attempt limit exceeded'));
    await expect(provider.answerMfa(TOTP, 'EMAIL', '12345678', ORIGIN)).rejects.toMatchObject({
      code: 'too_many_requests',
      retryAfterSeconds: 900,
    });
  });
});

describe('signUp', () => {
  const SCHEMA = refusal(
    'InvalidParameterException',
    'Attributes did not conform to the schema: Type for attribute {custom:role} could not be determined',
  );
  const CREATED: StubReply = { body: { UserConfirmed: false, UserSub: 'user-1' } };
  const attributeNames = (call: number) =>
    (stub.calls[call]?.body['UserAttributes'] as { Name: string }[]).map(({ Name }) => Name);

  it.each([SCHEMA, refusal('NotAuthorizedException', 'A client attempted to write unauthorized attribute')])(
    'does without the custom attributes where the pool has none, and remembers it: %j',
    async (reply) => {
      const warn = jest.spyOn(Logger.prototype, 'warn');
      stub.on('SignUp', reply, CREATED);
      await expect(provider.signUp(SIGN_UP)).resolves.toMatchObject({ outcome: 'created', userId: 'user-1' });
      await provider.signUp(SIGN_UP);
      expect(stub.operations()).toEqual(['SignUp', 'SignUp', 'SignUp']);
      expect(attributeNames(0)).toContain('custom:role');
      expect(attributeNames(1)).toEqual(['email', 'given_name', 'family_name']);
      expect(attributeNames(2)).toEqual(['email', 'given_name', 'family_name']);
      expect(warn.mock.calls).toEqual([[expect.stringContaining('Run the provisioning command')]]);
      warn.mockRestore();
    },
  );

  it('repeats it once only', async () => {
    stub.on('SignUp', SCHEMA);
    await expect(provider.signUp(SIGN_UP)).rejects.toMatchObject({ code: 'internal_error' });
    expect(stub.operations()).toEqual(['SignUp', 'SignUp']);
  });

  it('does so for two people at once', async () => {
    stub.on('SignUp', SCHEMA, SCHEMA, CREATED);
    const results = await Promise.all([provider.signUp(SIGN_UP), provider.signUp(SIGN_UP)]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
  });

  it('names the rules a password breaks', async () => {
    stub.on(
      'SignUp',
      refusal('InvalidPasswordException', 'Password did not conform with policy: Password not long enough'),
    );
    await expect(provider.signUp(SIGN_UP)).resolves.toEqual({
      outcome: 'password_rejected',
      violations: ['must be at least 12 characters long'],
    });
  });

  it('tells where the code went', async () => {
    stub.on('SignUp', {
      body: {
        UserConfirmed: false,
        UserSub: 'user-1',
        CodeDeliveryDetails: { Destination: 't***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
      },
    });
    await expect(provider.signUp(SIGN_UP)).resolves.toEqual({
      outcome: 'created',
      userId: 'user-1',
      confirmed: false,
      delivery: { medium: 'EMAIL', destination: 't***@e***' },
    });
  });

  describe('when the mail could not be sent', () => {
    const account = (status: string, department: string): StubReply => ({
      body: {
        Username: 'user-1',
        UserStatus: status,
        UserAttributes: Object.entries({
          sub: 'user-1',
          email: EMAIL,
          given_name: 'Tom',
          family_name: 'Jones',
          'custom:role': 'Employee',
          'custom:department': department,
          'custom:terms_version': '1',
          'custom:terms_at': '2026-01-01T00:00:00.000Z',
        }).map(([Name, Value]) => ({ Name, Value })),
      },
    });

    it.each([
      'LimitExceededException',
      'CodeDeliveryFailureException',
      'UserLambdaValidationException',
      'UnexpectedLambdaException',
      'InvalidLambdaResponseException',
    ])('finds the account that was made all the same: %s', async (error) => {
      stub.on('SignUp', refusal(error));
      stub.on('AdminGetUser', account('UNCONFIRMED', 'Sales'));
      await expect(provider.signUp(SIGN_UP)).resolves.toEqual({
        outcome: 'created',
        userId: 'user-1',
        confirmed: false,
        delivery: null,
      });
    });

    it.each([
      ['a confirmed one', account('CONFIRMED', 'Sales')],
      ['one that says other things', account('UNCONFIRMED', 'Legal')],
      ['none', refusal('UserNotFoundException')],
    ])('does not hand out somebody else’s: %s', async (_what, found) => {
      stub.on('SignUp', refusal('LimitExceededException'));
      stub.on('AdminGetUser', found);
      await expect(provider.signUp(SIGN_UP)).rejects.toMatchObject({ code: 'too_many_requests' });
    });
  });
});

describe('confirmSignUp', () => {
  const account = (UserStatus: string): StubReply => ({ body: { Username: 'user-1', UserStatus } });

  it.each([
    ['UserLambdaValidationException', 'PostConfirmation failed with error Task timed out.'],
    ['UnexpectedLambdaException', 'PostConfirmation invocation failed due to error AccessDeniedException.'],
    ['InvalidLambdaResponseException', 'Unrecognizable lambda output'],
  ])('is done although a function has failed after it: %s', async (error, message) => {
    stub.on('ConfirmSignUp', refusal(error, message));
    stub.on('AdminGetUser', account('CONFIRMED'));
    await expect(provider.confirmSignUp(EMAIL, '123456')).resolves.toBe('confirmed');
  });

  it('is not, whatever has failed, while the account says so', async () => {
    stub.on('ConfirmSignUp', refusal('UnexpectedLambdaException'));
    stub.on('AdminGetUser', account('UNCONFIRMED'));
    await expect(provider.confirmSignUp(EMAIL, '123456')).rejects.toMatchObject({
      code: 'service_unavailable',
    });
  });
});

describe('resendCode', () => {
  it.each([
    ['UserNotFoundException', 'Username/client id combination not found.'],
    ['InvalidParameterException', 'User is already confirmed.'],
    ['LimitExceededException', 'Attempt limit exceeded, please try after some time.'],
    ['CodeDeliveryFailureException', ''],
    ['UserLambdaValidationException', 'CustomMessage failed with error no.'],
    ['UnexpectedLambdaException', 'CustomMessage invocation failed due to error TooManyRequestsException.'],
    ['InvalidLambdaResponseException', 'Unrecognizable lambda output'],
    ['NotAuthorizedException', 'User is disabled.'],
  ])('tells nothing of the account: %s «%s»', async (error, message) => {
    stub.on('ResendConfirmationCode', refusal(error, message));
    await expect(provider.resendCode(EMAIL)).resolves.toBeUndefined();
  });
});

describe('tokens', () => {
  it.each([
    ['NotAuthorizedException', 'Invalid Refresh Token.', 'invalid'],
    ['NotAuthorizedException', 'Refresh Token has been revoked', 'invalid'],
    ['NotAuthorizedException', 'User is disabled.', 'account_disabled'],
    ['RefreshTokenReuseException', 'Refresh token reuse detected', 'reused'],
    ['UserNotFoundException', '', 'invalid'],
  ])('refresh reads %s «%s» as %s', async (error, message, outcome) => {
    stub.on('GetTokensFromRefreshToken', refusal(error, message));
    await expect(provider.refresh('refresh')).resolves.toEqual({ outcome });
  });

  it.each(['UnsupportedTokenTypeException', 'UnauthorizedException', 'UnsupportedOperationException'])(
    'revoking ends well although Cognito says %s',
    async (error) => {
      stub.on('RevokeToken', refusal(error));
      await expect(provider.revokeRefreshToken('refresh')).resolves.toBeUndefined();
    },
  );

  it('sends the secret itself where Cognito asks for it', async () => {
    stub.on('GetTokensFromRefreshToken', refusal('RefreshTokenReuseException'));
    stub.on('RevokeToken', { body: {} });
    await provider.refresh('refresh');
    await provider.revokeRefreshToken('refresh');
    expect(stub.calls.map(({ body }) => [body['ClientId'], body['ClientSecret']])).toEqual([
      ['client1', 'a-client-secret'],
      ['client1', 'a-client-secret'],
    ]);
  });
});
