import {
  CreateUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListGroupsCommand,
  UpdateUserPoolCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POOL_SETTINGS } from '../../test/contracts/identity-provider.pools.js';
import type { UserPoolSettings } from '../auth/cognito/user-pool.definition.js';
import { createCognitoClient } from '../aws/cognito-client.js';
import { createDynamoDbClient } from '../aws/dynamodb-client.js';
import { UpstreamObserver } from '../aws/upstream-observer.js';
import type { EmbeddedCognitoServer } from '../embedded/cognito/cognito-server.js';
import { startQuickCognito } from '../../test/support/quick-cognito.js';
import { EmbeddedDynamoDbServer } from '../embedded/dynamodb/dynamodb-server.js';
import { provision, provisionUserPool } from './provision.js';
import { mending, type ProvisionReport } from './finding.js';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

class Operations extends UpstreamObserver {
  readonly names: string[] = [];

  record(_service: string, operation: string): void {
    this.names.push(operation);
  }

  get changes(): readonly string[] {
    return this.names.filter((name) => !/^(List|Describe|Get)/.test(name));
  }
}

describe('provision', () => {
  let folder: string;
  let cognitoServer: EmbeddedCognitoServer;
  let dynamoDbServer: EmbeddedDynamoDbServer;
  let cognito: CognitoIdentityProviderClient;
  let dynamodb: DynamoDBClient;
  let operations: Operations;
  let reports: ProvisionReport[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'provision-'));
    [cognitoServer, dynamoDbServer] = await Promise.all([
      startQuickCognito({ dataDir: join(folder, 'cognito') }),
      EmbeddedDynamoDbServer.start({ port: 0, dataDir: join(folder, 'dynamodb') }),
    ]);
    operations = new Operations();
    reports = [];
    const connection = {
      region: 'us-east-1',
      cognito: { endpoint: cognitoServer.endpoint, credentials: CREDENTIALS },
      dynamodb: { endpoint: dynamoDbServer.endpoint, credentials: CREDENTIALS },
    };
    cognito = createCognitoClient(connection, operations);
    dynamodb = createDynamoDbClient(connection, operations);
  });

  afterEach(async () => {
    cognito.destroy();
    dynamodb.destroy();
    await Promise.all([cognitoServer.close(), dynamoDbServer.close()]);
    await rm(folder, { recursive: true });
  });

  const provisionPool = (changes: Partial<UserPoolSettings> = {}) =>
    provisionUserPool(
      cognito,
      { ...POOL_SETTINGS, ...changes },
      mending((report) => reports.push(report)),
    );

  const describePool = async (UserPoolId: string) =>
    (await cognito.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;

  const describeClient = async (UserPoolId: string, ClientId: string) =>
    (await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient;

  it('makes pool, client, groups and tables once, and changes nothing the second time', async () => {
    const definitions = [{ name: 'things', partitionKey: 'id', indexes: [] }];
    const request = {
      cognito,
      dynamodb,
      tables: { prefix: 'test-', definitions },
      settings: POOL_SETTINGS,
    };
    const walk = mending((report) => reports.push(report));
    const first = await provision(request, walk);
    expect(operations.changes).toEqual(
      expect.arrayContaining(['CreateUserPool', 'CreateUserPoolClient', 'CreateGroup', 'CreateTable']),
    );
    expect(reports.map((report) => report.step)).toContain('created');

    operations.names.length = 0;
    reports.length = 0;
    const second = await provision(request, walk);
    expect(second).toEqual(first);
    expect(operations.names.length).toBeGreaterThan(0);
    expect(operations.changes).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('makes a pool that signs in by e-mail, with rotation and without the old refresh flow', async () => {
    const { userPoolId, clientId, clientSecret } = await provisionPool();
    expect(clientSecret).toMatch(/.{24,}/);
    await expect(describePool(userPoolId)).resolves.toMatchObject({
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true } },
    });
    await expect(
      cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId: userPoolId })),
    ).resolves.toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    await expect(describeClient(userPoolId, clientId)).resolves.toMatchObject({
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      AuthSessionValidity: 3,
    });
    const { Groups } = await cognito.send(new ListGroupsCommand({ UserPoolId: userPoolId }));
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['admin']);
  });

  it('changes what differs and leaves the rest as somebody set it', async () => {
    const { userPoolId, clientId } = await provisionPool();
    const tags = { team: 'identity' };
    const pool = await describePool(userPoolId);
    const Policies = pool?.Policies;
    await cognito.send(new UpdateUserPoolCommand({ UserPoolId: userPoolId, Policies, UserPoolTags: tags }));
    reports.length = 0;
    await provisionPool({
      mfaRequired: true,
      refreshRotation: false,
      challengeMinutes: 10,
      password: { ...POOL_SETTINGS.password, minLength: 14 },
      groups: [...POOL_SETTINGS.groups, { name: 'staff', description: 'Works here' }],
    });
    expect(reports).toEqual(
      expect.arrayContaining([
        { resource: 'user_pool', name: 'contract', step: 'updated' },
        { resource: 'mfa', name: 'contract', step: 'updated' },
        { resource: 'app_client', name: 'service', step: 'updated' },
        { resource: 'group', name: 'staff', step: 'created' },
      ]),
    );
    expect(reports).toHaveLength(4);
    await expect(describePool(userPoolId)).resolves.toMatchObject({
      UserPoolTags: tags,
      AutoVerifiedAttributes: ['email'],
      Policies: { PasswordPolicy: { MinimumLength: 14, RequireSymbols: true } },
    });
    await expect(describeClient(userPoolId, clientId)).resolves.toMatchObject({
      AuthSessionValidity: 10,
      ExplicitAuthFlows: expect.arrayContaining(['ALLOW_REFRESH_TOKEN_AUTH']) as unknown,
    });
  });

  it('adds the custom attributes to a pool made without them', async () => {
    const request = { PoolName: 'contract', UsernameAttributes: ['email'] } as const;
    const { UserPool } = await cognito.send(
      new CreateUserPoolCommand({ ...request, UsernameAttributes: ['email'] }),
    );
    const { userPoolId } = await provisionPool();
    expect(userPoolId).toBe(UserPool?.Id);
    const { SchemaAttributes = [] } = (await describePool(userPoolId)) ?? {};
    expect(SchemaAttributes.map(({ Name }) => Name)).toEqual(
      expect.arrayContaining(['custom:role', 'custom:department', 'custom:employee_id']),
    );
  });

  it('finds its pool and client among very many', async () => {
    await Promise.all(
      Array.from({ length: 130 }, (_, i) =>
        cognito.send(new CreateUserPoolCommand({ PoolName: `other-${i}` })),
      ),
    );
    const first = await provisionPool();
    await expect(provisionPool()).resolves.toEqual(first);
  });

  it('makes a public client where one is wanted', async () => {
    const connection = await provisionPool({ confidential: false, authFlow: 'USER_PASSWORD_AUTH' });
    expect(connection).toEqual({
      userPoolId: expect.any(String) as string,
      clientId: expect.any(String) as string,
    });
  });

  it('says what cannot be changed instead of guessing', async () => {
    await provisionPool();
    await expect(provisionPool({ confidential: false })).rejects.toThrow(/service exists with a secret/);
    await cognito.send(new CreateUserPoolCommand({ PoolName: 'by-name' }));
    await expect(provisionPool({ poolName: 'by-name' })).rejects.toThrow(/does not sign people in by e-mail/);
    await cognito.send(new CreateUserPoolCommand({ PoolName: 'by-name' }));
    await expect(provisionPool({ poolName: 'by-name' })).rejects.toThrow(
      /Several user pools are named by-name/,
    );
  });

  it('makes domain, Google and callbacks where they are configured, once, and leaves them alone elsewhere', async () => {
    const hosted = {
      domain: 'people',
      google: { clientId: 'g', clientSecret: 's' },
      callbackUrls: ['http://localhost:3000/callback'],
    };
    await provisionPool();
    const { userPoolId, clientId } = await provisionPool(hosted);
    expect(reports.map(({ step, ...report }) => [Object.values(report).join(' '), step]).slice(-3)).toEqual([
      ['domain people', 'created'],
      ['identity_provider Google', 'created'],
      ['app_client service', 'updated'],
    ]);
    const expected = {
      AllowedOAuthFlows: ['code'],
      CallbackURLs: hosted.callbackUrls,
      SupportedIdentityProviders: ['COGNITO', 'Google'],
    };
    expect(await describeClient(userPoolId, clientId)).toMatchObject(expected);
    operations.names.length = 0;
    await provisionPool(hosted);
    await provisionPool();
    expect(operations.changes).toEqual([]);
    expect(await describeClient(userPoolId, clientId)).toMatchObject(expected);
    await provisionPool({ ...hosted, google: { clientId: 'g', clientSecret: 'changed' } });
    expect(operations.changes).toEqual(['UpdateIdentityProvider']);
  });
});
