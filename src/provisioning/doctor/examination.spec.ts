import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteGroupCommand,
  DeleteIdentityProviderCommand,
  DeleteUserPoolDomainCommand,
  SetUserPoolMfaConfigCommand,
  UpdateIdentityProviderCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { DeleteTableCommand, waitUntilTableNotExists } from '@aws-sdk/client-dynamodb';
import { EmbeddedServers } from '../../../test/support/embedded-servers.js';
import type { AwsConnection } from '../../aws/aws-connection.js';
import { loadConfig } from '../../config/load-config.js';
import { askedDeployment, type DeploymentOptions } from '../asked-deployment.js';
import { looking } from '../finding.js';
import { provision } from '../provision.js';
import { controlOf } from './controls.js';
import type { DoctorRow } from './doctor-row.js';
import { examine } from './examination.js';

type Break = readonly [control: string, severity: string, breakIt: () => Promise<unknown>];

describe('the examination of a deployment', () => {
  let servers: EmbeddedServers;
  let env: Record<string, string>;
  let connection: Pick<AwsConnection, keyof AwsConnection>;

  const options: DeploymentOptions = {
    domain: 'examined',
    google: { clientId: 'g', clientSecret: 'very-secret' },
    callbackUrls: ['https://app.example.com/callback'],
  };
  const clients = () => ({ cognito: servers.cognito, dynamodb: servers.dynamodb });
  const mend = async (asked: DeploymentOptions = {}) => {
    const settings = loadConfig(env, { provisioning: true });
    return provision({ ...clients(), ...(await askedDeployment(servers.cognito, settings, asked)) });
  };
  const examined = (more: Record<string, string> = {}) => {
    const { cognito, dynamodb } = servers;
    return examine({ settings: loadConfig({ ...env, ...more }), connection, cognito, dynamodb });
  };
  const troubles = async (more: Record<string, string> = {}): Promise<DoctorRow[]> =>
    (await examined(more)).rows.filter(({ severity }) => severity !== null && severity !== 'info');

  beforeAll(async () => {
    servers = await EmbeddedServers.start();
    env = {
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: servers.endpoints.cognito,
      AWS_ENDPOINT_URL_DYNAMODB: servers.endpoints.dynamodb,
      SESSION_SECRET: 'a-secret-of-the-tests-with-more-than-32-bytes',
      PASSWORD_HISTORY: '3',
    };
    const userPool = await mend(options);
    const issuer = `${servers.endpoints.cognito}/${userPool.userPoolId}`;
    env = {
      ...env,
      COGNITO_USER_POOL_ID: userPool.userPoolId,
      COGNITO_CLIENT_ID: userPool.clientId,
      COGNITO_DOMAIN: servers.endpoints.cognito,
      COGNITO_ISSUER: issuer,
    };
    const endpoints = { cognito: {}, dynamodb: {}, ses: {}, region: 'us-east-1', tablePrefix: 'auth-' };
    connection = { ...endpoints, userPool, issuer, jwksUri: `${issuer}/.well-known/jwks.json` };
  });
  afterAll(() => servers.close());

  it('finds nothing wrong with what was provisioned, and changes nothing', async () => {
    servers.changes.length = 0;
    const { rows, userPoolArn } = await examined();
    expect(rows.filter(({ severity }) => severity === 'critical' || severity === 'warning')).toEqual([]);
    expect(rows.filter(({ result }) => result === 'ok').length).toBeGreaterThan(60);
    expect(userPoolArn).toMatch(/^arn:aws:cognito-idp:/);
    expect(servers.changes).toEqual([]);
    expect(JSON.stringify(rows)).not.toContain('very-secret');
    expect(JSON.stringify(rows)).not.toContain(connection.userPool.clientSecret);
  });

  const pool = (change: Omit<UpdateUserPoolRequest, 'UserPoolId'>) => async () => {
    const { settings } = await askedDeployment(servers.cognito, loadConfig(env));
    const { userPoolDefinition } = await import('../../auth/cognito/user-pool.definition.js');
    const MfaConfiguration = 'OPTIONAL';
    const document = { ...userPoolDefinition(settings), MfaConfiguration, ...change } as const;
    const UserPoolId = connection.userPool.userPoolId;
    return servers.cognito.send(new UpdateUserPoolCommand({ ...document, UserPoolId }));
  };
  const client = (change: object) => async () => {
    const { settings } = await askedDeployment(servers.cognito, loadConfig(env));
    const { userPoolClientDefinition } = await import('../../auth/cognito/user-pool.definition.js');
    const ids = { UserPoolId: connection.userPool.userPoolId, ClientId: connection.userPool.clientId };
    const document = { ...userPoolClientDefinition(settings), ClientName: 'auth-service', ...change };
    return servers.cognito.send(new UpdateUserPoolClientCommand({ ...document, ...ids }));
  };
  const ids = () => ({ UserPoolId: connection.userPool.userPoolId });
  const google = () => ({ ...ids(), ProviderName: 'Google' });
  const weak = { MinimumLength: 6, RequireUppercase: true, RequireLowercase: true, RequireNumbers: true };

  const BREAKS: readonly Break[] = [
    ['Policies.PasswordPolicy.MinimumLength', 'critical', pool({ Policies: { PasswordPolicy: weak } })],
    ['AutoVerifiedAttributes', 'critical', pool({ AutoVerifiedAttributes: [] })],
    [
      'UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate',
      'critical',
      pool({ UserAttributeUpdateSettings: {} }),
    ],
    [
      'AccountRecoverySetting.RecoveryMechanisms',
      'critical',
      pool({ AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] } }),
    ],
    [
      'AdminCreateUserConfig.AllowAdminCreateUserOnly',
      'critical',
      pool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } }),
    ],
    ['DeletionProtection', 'critical', pool({ DeletionProtection: 'INACTIVE' })],
    [
      'UserPoolTier',
      'warning',
      // Without the history of passwords, which Cognito does not give up for it.
      pool({ UserPoolTier: 'LITE', Policies: { PasswordPolicy: { MinimumLength: 12 } } }),
    ],
    [
      'MfaConfiguration',
      'critical',
      () => servers.cognito.send(new SetUserPoolMfaConfigCommand({ ...ids(), MfaConfiguration: 'OFF' })),
    ],
    ['ExplicitAuthFlows', 'critical', client({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] })],
    ['RefreshTokenRotation.Feature', 'critical', client({ RefreshTokenRotation: { Feature: 'DISABLED' } })],
    ['PreventUserExistenceErrors', 'critical', client({ PreventUserExistenceErrors: 'LEGACY' })],
    ['EnableTokenRevocation', 'critical', client({ EnableTokenRevocation: false })],
    ['AuthSessionValidity', 'warning', client({ AuthSessionValidity: 15 })],
    ['AccessTokenValidity', 'critical', client({ AccessTokenValidity: 1440 })],
    ['IdTokenValidity', 'warning', client({ IdTokenValidity: 30 })],
    ['RefreshTokenValidity', 'critical', client({ RefreshTokenValidity: 365 })],
    ['AllowedOAuthFlows', 'critical', client({ AllowedOAuthFlows: ['code', 'implicit'] })],
    ['SupportedIdentityProviders', 'critical', client({ SupportedIdentityProviders: ['COGNITO'] })],
    [
      'AttributeMapping.email_verified',
      'critical',
      () =>
        servers.cognito.send(
          new UpdateIdentityProviderCommand({ ...google(), AttributeMapping: { email: 'email' } }),
        ),
    ],
    [
      'exists',
      'critical',
      () => servers.cognito.send(new DeleteGroupCommand({ ...ids(), GroupName: 'admin' })),
    ],
    [
      'exists',
      'critical',
      async () => {
        await servers.dynamodb.send(new DeleteTableCommand({ TableName: 'auth-handoffs' }));
        await waitUntilTableNotExists(
          { client: servers.dynamodb, minDelay: 0.05, maxDelay: 0.5, maxWaitTime: 20 },
          { TableName: 'auth-handoffs' },
        );
      },
    ],
  ];

  it.each(BREAKS)(
    'finds that %s was changed (%s), and provisioning mends it',
    async (control, severity, breakIt) => {
      await breakIt();
      const found = await troubles();
      expect(found).toContainEqual(
        expect.objectContaining({ control, severity, remedy: 'npm run provision' }),
      );
      await mend();
      expect(await troubles()).toEqual([]);
    },
  );

  it('finds that domain and provider are gone, which takes their options to mend', async () => {
    await servers.cognito.send(new DeleteUserPoolDomainCommand({ ...ids(), Domain: 'examined' }));
    await servers.cognito.send(new DeleteIdentityProviderCommand(google()));
    expect(await troubles()).toContainEqual(
      expect.objectContaining({
        subject: 'identity provider Google',
        result: 'missing',
        remedy: expect.stringContaining('--google-client-id') as string,
      }),
    );
    await mend(options);
    expect(await troubles()).toEqual([]);
  });

  it('finds that the client leads nowhere any more, which takes an option or PUBLIC_URL to mend', async () => {
    const nothing = { CallbackURLs: [], AllowedOAuthFlows: [], AllowedOAuthFlowsUserPoolClient: false };
    await client({ ...nothing, AllowedOAuthScopes: [] })();
    expect(await troubles()).toEqual([
      expect.objectContaining({
        control: 'CallbackURLs',
        remedy: expect.stringContaining('--callback-url URL') as string,
      }),
    ]);
    expect(
      (await troubles({ PUBLIC_URL: 'https://auth.example.com' })).map(({ control }) => control),
    ).toEqual(expect.arrayContaining(['CallbackURLs', 'AllowedOAuthFlows']));
    await mend(options);
    expect(await troubles()).toEqual([]);
  });

  it('finds settings that take back what the profile promises', async () => {
    const found = await troubles({
      SECURITY_PROFILE: 'hipaa',
      MFA_MODE: 'optional',
      SESSION_IDLE_MINUTES: '0',
    });
    const own = found.filter(({ subject }) => subject === 'settings (profile hipaa)');
    expect(own.map(({ control }) => control)).toEqual([
      'MFA_MODE',
      'PASSWORD_HISTORY',
      'SESSION_IDLE_MINUTES',
    ]);
  });

  it('finds a wrong secret, keys that cannot be had and a pool that is not there', async () => {
    const right = connection;
    connection = {
      ...right,
      jwksUri: `${servers.endpoints.cognito}/nowhere`,
      userPool: { ...right.userPool, clientSecret: 'wrong' },
    };
    const controls = (await troubles()).map(({ control }) => control);
    expect(controls).toEqual(['COGNITO_CLIENT_SECRET', 'JWKS']);
    connection = right;
    const found = await troubles({ COGNITO_USER_POOL_ID: 'us-east-1_Nowhere00' });
    expect(found).toContainEqual(
      expect.objectContaining({ control: 'exists', result: 'unknown', severity: 'critical' }),
    );
  });

  it('leaves a pool of the older guides its name, and says what cannot be mended', async () => {
    const { UserPool } = await servers.cognito.send(
      new CreateUserPoolCommand({ PoolName: 'older', UsernameAttributes: ['email'] }),
    );
    const UserPoolId = UserPool?.Id ?? '';
    const { UserPoolClient } = await servers.cognito.send(
      new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'web', GenerateSecret: false }),
    );
    const older = { COGNITO_USER_POOL_ID: UserPoolId, COGNITO_CLIENT_ID: UserPoolClient?.ClientId ?? '' };
    const found = await troubles(older);
    const differing = found.filter(({ remedy }) => remedy?.startsWith('It is fixed for ever'));
    expect(differing.map(({ control }) => control)).toEqual(['UsernameConfiguration.CaseSensitive']);
    expect(found.map(({ control }) => control)).toContain('PreventUserExistenceErrors');
  });

  it('says of every property why it matters', async () => {
    const settings = loadConfig({ ...env, SECURITY_PROFILE: 'hipaa' });
    const sender = { from: 'a@example.com', sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/a' };
    const asked = await askedDeployment(servers.cognito, settings, { ...options, sender, tier: 'PLUS' });
    const properties: string[] = [];
    const withoutReason: string[] = [];
    const wholes = ['mfa', 'session_tracking', 'threat_protection'];
    const walk = looking(({ resource, properties: found }) => {
      properties.push(...found.map(({ name }) => name));
      const general = found.filter(({ name }) => controlOf(resource, name) === controlOf(resource));
      if (!wholes.includes(resource)) withoutReason.push(...general.map(({ name }) => name));
    });
    await provision({ ...clients(), ...asked }, walk);
    expect(withoutReason).toEqual([]);
    expect(properties.length).toBeGreaterThan(60);
  });
});
