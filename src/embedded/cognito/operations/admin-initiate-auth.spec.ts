import {
  claimsOf,
  EmbeddedCognitoHarness,
  PASSWORD,
} from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminInitiateAuth', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  const signIn = (further: object = {}) =>
    cognito.sdk.adminInitiateAuth({
      UserPoolId: cognito.poolId,
      ClientId: cognito.clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann@example.com', PASSWORD },
      ...further,
    });

  it('signs in with a password, under both names of the flow', async () => {
    const { AuthenticationResult } = await signIn();
    expect(claimsOf(AuthenticationResult?.IdToken)).toMatchObject({ email: 'ann@example.com' });
    await expect(signIn({ AuthFlow: 'ADMIN_NO_SRP_AUTH' })).resolves.toHaveProperty('AuthenticationResult');
  });

  it('counts its failures into the same lockout', async () => {
    const wrong = { USERNAME: 'ann@example.com', PASSWORD: 'wrong' };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(signIn({ AuthParameters: wrong })).rejects.toMatchObject({
        message: 'Incorrect username or password.',
      });
    }
    await expect(signIn()).rejects.toMatchObject({ message: 'Password attempts exceeded' });
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({
      message: 'Password attempts exceeded',
    });
    cognito.clock.advance({ minutes: 15 });
  });

  it('refuses a client that does not allow the flow, or belongs elsewhere', async () => {
    const ClientId = await cognito.createClient({ ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] });
    await expect(signIn({ ClientId })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Auth flow not enabled for this client',
    });
    const { UserPool } = await cognito.sdk.createUserPool({ PoolName: 'others' });
    await expect(signIn({ UserPoolId: UserPool?.Id })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('wants all of the context, or none of it', async () => {
    const HttpHeaders = [{ headerName: 'User-Agent', headerValue: 'Browser/1.0' }];
    const ContextData = { IpAddress: '203.0.113.7', ServerName: 's', ServerPath: '/', HttpHeaders };
    await expect(signIn({ ContextData })).resolves.toHaveProperty('AuthenticationResult');
    for (const missing of Object.keys(ContextData)) {
      await expect(signIn({ ContextData: { ...ContextData, [missing]: undefined } })).rejects.toMatchObject({
        name: 'InvalidParameterException',
      });
    }
  });
});
