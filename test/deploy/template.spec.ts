import type { EnvVariable } from '../../src/config/env-variable.js';
import { ENV_SCHEMA } from '../../src/config/env.schema.js';
import { loadConfig, loadTriggerConfig } from '../../src/config/load-config.js';
import {
  customAttributeSchema,
  googleDefinition,
  mfaDefinition,
  newUserPoolDefinition,
  userPoolClientDefinition,
  type UserPoolSettings,
} from '../../src/auth/cognito/user-pool.definition.js';
import { tableName } from '../../src/aws/table-name.js';
import { TABLES, userPoolSettings } from '../../src/provisioning/deployment.js';
import { permissionRows } from '../../src/provisioning/doctor/connection-rows.js';
import { createTableInput } from '../../src/provisioning/table-schema.js';
import { TestConnection } from '../fakes/test-connection.js';
import { readText } from '../conventions/source-files.js';
import { operationsIn, reachedFrom, signedCognitoOperations, tableOperations } from './aws-calls.js';
import { DeploymentTemplate } from './template.js';

const TRIGGERS = {
  customMessage: '<CustomMessageFunction.Arn>',
  preSignUp: '<PreSignUpFunction.Arn>',
  postConfirmation: '<PostConfirmationFunction.Arn>',
};
/** Cognito takes no mails of a function in a pool without a sender. */
const WITHOUT_MAIL = {
  preSignUp: TRIGGERS.preSignUp,
  postConfirmation: TRIGGERS.postConfirmation,
};
const GOOGLE = {
  clientId: 'the-client',
  clientSecret: '{{resolve:secretsmanager:auth/google:SecretString:client_secret}}',
};
const MAIL = { MailFrom: 'Example <no-reply@example.com>', MailIdentity: 'example.com' };
const EVERYTHING = {
  DomainPrefix: 'example',
  PublicUrl: 'https://auth.example.com',
  GoogleClientId: GOOGLE.clientId,
  ...MAIL,
};

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** Sorted lists, whatever their order, and no `undefined`: as two documents are compared. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What a role may do with what, without its logs. */
function permissions(template: DeploymentTemplate, role: string): Record<string, readonly string[]> {
  const policies = template.resource(role)['Policies'] as unknown as {
    PolicyDocument: { Statement: Statement[] };
  }[];
  const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  const byResource = statements.map(
    ({ Action, Resource }) => [[Resource].flat().join(' '), [Action].flat().toSorted()] as const,
  );
  return Object.fromEntries(byResource.filter(([resource]) => !resource.includes('Logs')));
}

function variablesOf(template: DeploymentTemplate, name: string): Record<string, string> {
  const environment = template.resource(name)['Environment'] as { Variables: Record<string, string> };
  return environment.Variables;
}

/** What provisioning would make for the settings that the service gets. */
function definitionsFor(profile: string): UserPoolSettings {
  const env = { SECURITY_PROFILE: profile, COGNITO_USER_POOL_ID: 'us-east-1_a', COGNITO_CLIENT_ID: 'a' };
  const settings = loadConfig({ ...env, SESSION_SECRET: 'x'.repeat(32) });
  return { ...userPoolSettings(settings, true), triggers: WITHOUT_MAIL };
}

describe.each(['standard', 'hipaa'])('the template under the profile %s', (SecurityProfile) => {
  const settings = definitionsFor(SecurityProfile);

  it('makes the pool of provisioning', () => {
    const pool = new DeploymentTemplate({ SecurityProfile }).resource('UserPool');
    const { PoolName, ...definition } = newUserPoolDefinition(settings);
    const { MfaConfiguration } = mfaDefinition(settings);
    const mfa = { MfaConfiguration, EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
    expect(pool).toEqual(plain({ ...definition, UserPoolName: PoolName, ...mfa }));
    expect(pool['Schema']).toEqual(plain(customAttributeSchema()));
  });

  it('makes the pool with a sender where there is one', () => {
    const sender = {
      sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com',
      from: MAIL.MailFrom,
    };
    const pool = new DeploymentTemplate({ SecurityProfile, ...MAIL }).resource('UserPool');
    const definition = newUserPoolDefinition({ ...settings, sender, triggers: TRIGGERS });
    expect(pool['EmailConfiguration']).toEqual(definition.EmailConfiguration);
    expect(pool['LambdaConfig']).toEqual(definition.LambdaConfig);
  });

  it('makes the app client of provisioning, with hosted pages and without', () => {
    const common = {
      UserPoolId: '<UserPool>',
      ClientName: settings.clientName,
      GenerateSecret: settings.confidential,
    };
    expect(new DeploymentTemplate({ SecurityProfile }).resource('UserPoolClient')).toEqual({
      ...common,
      ...userPoolClientDefinition(settings),
    });
    const callbackUrls = [`${EVERYTHING.PublicUrl}/api/v1/auth/social/callback`];
    const definition = userPoolClientDefinition({ ...settings, callbackUrls, google: GOOGLE });
    expect(new DeploymentTemplate({ SecurityProfile, ...EVERYTHING }).resource('UserPoolClient')).toEqual({
      ...common,
      ...definition,
      SupportedIdentityProviders: ['COGNITO', '<GoogleProvider>'],
    });
    expect(definition.SupportedIdentityProviders).toEqual(['COGNITO', 'Google']);
  });

  it('makes every table of provisioning, and no other', () => {
    const encryption = SecurityProfile === 'hipaa' ? 'KMS' : 'AWS_OWNED';
    const tables = Object.values(
      new DeploymentTemplate({ SecurityProfile }).resources('AWS::DynamoDB::Table'),
    );
    const wanted = TABLES.map((definition) => {
      const { SSESpecification, ...input } = createTableInput(
        tableName('auth-', definition),
        definition,
        encryption,
      );
      const { timeToLive } = definition;
      return {
        ...input,
        ...(SSESpecification !== undefined && {
          SSESpecification: { SSEEnabled: SSESpecification.Enabled, SSEType: SSESpecification.SSEType },
        }),
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        ...(timeToLive !== undefined && {
          TimeToLiveSpecification: { AttributeName: timeToLive, Enabled: true },
        }),
      };
    });
    expect(tables).toEqual(plain(wanted));
  });

  it('gives the service variables that it starts with', () => {
    const variables = variablesOf(
      new DeploymentTemplate({ SecurityProfile, ...EVERYTHING }),
      'ServiceFunction',
    );
    const env = {
      ...variables,
      SESSION_SECRET: 'x'.repeat(64),
      COGNITO_DOMAIN: 'https://example.auth.us-east-1.amazoncognito.com',
    };
    expect(loadConfig(env)).toMatchObject({
      production: true,
      securityProfile: SecurityProfile,
      docs: false,
    });
  });
});

describe('the template', () => {
  const template = new DeploymentTemplate(EVERYTHING);

  it.each([
    'UserPool',
    'SessionSecret',
    'ProfilesTable',
    'SessionsTable',
    'FactorsTable',
    'HandoffsTable',
    'CountersTable',
    'AuditTable',
  ])('keeps %s where the stack is deleted', (name) => {
    expect(template.attribute(name, 'DeletionPolicy')).toBe('Retain');
    expect(template.attribute(name, 'UpdateReplacePolicy')).toBe('Retain');
  });

  it('makes service and profiles by one set of rules on roles', () => {
    const given = { Roles: 'Nurse,Doctor,Head', SelfAssignableRoles: 'Nurse,Doctor', DefaultRole: 'Nurse' };
    const rules = (parameters: object) => {
      const deployed = new DeploymentTemplate({ SecurityProfile: 'standard', ...parameters });
      const service = { ...variablesOf(deployed, 'ServiceFunction'), SESSION_SECRET: 'x'.repeat(64) };
      const { roles, selfAssignableRoles, defaultRole } = loadConfig(service);
      const trigger = loadTriggerConfig(variablesOf(deployed, 'PostConfirmationFunction'));
      expect(trigger).toMatchObject({ selfAssignableRoles, defaultRole });
      return { roles, selfAssignableRoles, defaultRole };
    };
    expect(rules(given)).toEqual({
      roles: ['Nurse', 'Doctor', 'Head'],
      selfAssignableRoles: ['Nurse', 'Doctor'],
      defaultRole: 'Nurse',
    });
    const { roles, selfAssignableRoles, defaultRole } = loadConfig({});
    expect(rules({})).toEqual({ roles, selfAssignableRoles, defaultRole });
  });

  it('makes groups and Google as provisioning does', () => {
    const [group] = definitionsFor('standard').groups;
    expect(template.resource('AdminGroupOfThePool')).toMatchObject({
      GroupName: group?.name,
      Description: group?.description,
    });
    expect(template.resource('GoogleProvider')).toMatchObject({
      ...googleDefinition(GOOGLE),
      ProviderName: 'Google',
    });
    expect(new DeploymentTemplate().resources('AWS::Cognito::UserPoolIdentityProvider')).toEqual({});
    expect(new DeploymentTemplate().resources('AWS::Cognito::UserPoolDomain')).toEqual({});
  });

  it('lets the service call what it calls, on what it calls it, and nothing else', () => {
    const files = reachedFrom('src/lambda.ts');
    const actions = (service: string, operations: Iterable<string>) =>
      [...operations].map((operation) => `${service}:${operation}`).toSorted();
    const wanted: Record<string, string[]> = {
      '<UserPool.Arn>': actions('cognito-idp', signedCognitoOperations(files)),
      'arn:aws:ses:us-east-1:123456789012:identity/example.com': actions(
        'ses',
        operationsIn(files, 'client-sesv2'),
      ),
    };
    for (const [constant, operations] of tableOperations(files)) {
      const name = `${pluralOf(constant)}Table`;
      const index = operations.has('Query') ? ` <${name}.Arn>/index/*` : '';
      wanted[`<${name}.Arn>${index}`] = actions('dynamodb', operations);
    }
    expect(files.size).toBeGreaterThan(100);
    expect(Object.keys(wanted)).toHaveLength(TABLES.length + 2);
    expect(permissions(template, 'ServiceRole')).toEqual(wanted);
  });

  it('allows the service the calls by which doctor judges its rights', async () => {
    const refuse = { send: () => Promise.reject(new Error('refused')) };
    const rows = await permissionRows(refuse as never, refuse as never, new TestConnection(''));
    const allowed = Object.entries(permissions(template, 'ServiceRole'));
    const tables = rows.map(({ control }) => control.split(' ')).filter(([, table]) => table !== undefined);
    expect(tables).toHaveLength(TABLES.length - 1);
    for (const [action = '', table = ''] of tables) {
      const name = `<${table.charAt(0).toUpperCase()}${table.slice(1)}Table.Arn>`;
      expect(allowed.find(([resource]) => resource.startsWith(name))?.[1]).toContain(action);
    }
  });

  /** `profileTable` is the table Profiles. */
  function pluralOf(constant: string): string {
    const name = constant.replace('Table', '');
    const table = TABLES.find((definition) => definition.name.startsWith(name))?.name ?? name;
    return table.charAt(0).toUpperCase() + table.slice(1);
  }

  it('lets the triggers do next to nothing', () => {
    expect(permissions(template, 'CustomMessageRole')).toEqual({});
    expect(permissions(template, 'PreSignUpRole')).toEqual({});
    expect(permissions(template, 'PostConfirmationRole')).toEqual({
      '<ProfilesTable.Arn>': ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    });
  });

  it('lets this pool alone invoke the triggers, each of them', () => {
    const allowed = Object.values(template.resources('AWS::Lambda::Permission'));
    const functions = Object.values(TRIGGERS).map((arn) => arn.replace('.Arn', ''));
    expect(allowed.map(({ FunctionName }) => FunctionName).toSorted()).toEqual(functions.toSorted());
    expect(allowed).toEqual(
      allowed.map(({ FunctionName }) => ({
        FunctionName,
        Action: 'lambda:InvokeFunction',
        Principal: 'cognito-idp.amazonaws.com',
        SourceArn: '<UserPool.Arn>',
      })),
    );
  });

  it('names only variables that there are', () => {
    const functions = Object.keys(template.resources('AWS::Serverless::Function'));
    const schema: Record<string, EnvVariable<unknown>> = ENV_SCHEMA;
    const unknown = functions.flatMap((name) =>
      Object.keys(variablesOf(template, name)).filter((variable) => !(variable in schema)),
    );
    expect(functions).toHaveLength(4);
    expect(unknown).toEqual([]);
    expect(functions.map((name) => variablesOf(template, name)['NODE_ENV'])).toEqual(
      functions.map(() => 'production'),
    );
  });

  it('holds no secret, and hands none to people who may read the parameters', () => {
    const { SESSION_SECRET = '', COGNITO_CLIENT_SECRET } = variablesOf(template, 'ServiceFunction');
    expect(SESSION_SECRET).toBe('{{resolve:secretsmanager:<SessionSecret>}}');
    expect(COGNITO_CLIENT_SECRET).toBe('<UserPoolClient.ClientSecret>');
    expect(template.parameterNames.filter((name) => /secret$|password|token/i.test(name))).toEqual([]);
  });

  it('watches every function, and sends its alarms where it is told to', () => {
    const AlarmTopicArn = 'arn:aws:sns:us-east-1:123456789012:alarms';
    const alarms = Object.values(
      new DeploymentTemplate({ AlarmTopicArn }).resources('AWS::CloudWatch::Alarm'),
    );
    const watched = (metric: string) =>
      alarms
        .filter(({ MetricName }) => MetricName === metric)
        .map(({ Dimensions }) => JSON.stringify(Dimensions));
    const functions = Object.keys(template.resources('AWS::Serverless::Function'));
    for (const metric of ['Errors', 'Throttles']) {
      expect(
        functions.filter((name) => !watched(metric).some((dimensions) => dimensions.includes(`<${name}>`))),
      ).toEqual([]);
    }
    expect(
      alarms.filter(({ AlarmActions }) => JSON.stringify(AlarmActions) !== JSON.stringify([AlarmTopicArn])),
    ).toEqual([]);
    const tables = Object.keys(template.resources('AWS::DynamoDB::Table'));
    const throttles = alarms
      .filter(({ Metrics }) => Metrics !== undefined)
      .map(({ Metrics }) => JSON.stringify(Metrics));
    const ofTables = throttles.filter((metrics) => !metrics.includes('GlobalSecondaryIndexName'));
    expect(ofTables).toHaveLength(2);
    expect(tables.filter((name) => !ofTables.every((metrics) => metrics.includes(`<${name}>`)))).toEqual([]);
  });

  it('watches every index, whose throttles are none of its table', () => {
    const { Metrics } = template.resource('DynamoDbIndexThrottleAlarm');
    const watched = (Metrics as { MetricStat?: { Metric: { Dimensions: unknown } } }[]).flatMap(
      ({ MetricStat }) => (MetricStat === undefined ? [] : [JSON.stringify(MetricStat.Metric.Dimensions)]),
    );
    const indexes = Object.entries(template.resources('AWS::DynamoDB::Table')).flatMap(
      ([table, { GlobalSecondaryIndexes = [] }]) =>
        (GlobalSecondaryIndexes as { IndexName: string }[]).map(
          ({ IndexName }) => [table, IndexName] as const,
        ),
    );
    const dimensions = indexes.map(([table, index]) => [
      { Name: 'TableName', Value: `<${table}>` },
      { Name: 'GlobalSecondaryIndexName', Value: index },
    ]);
    expect(watched.toSorted()).toEqual(dimensions.map((each) => JSON.stringify(each)).toSorted());
    // CloudWatch takes no more for one alarm.
    expect(watched.length).toBeLessThanOrEqual(10);
  });

  it('has no YAML that CloudFormation does not take', () => {
    // Aliases and merge keys; see «Template formats» in its user guide.
    expect(readText('deploy/template.yaml')).not.toMatch(/(:|-) [&*][a-z]|<<:/i);
  });
});
