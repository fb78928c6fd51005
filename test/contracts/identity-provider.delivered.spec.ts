import {
  AdminSetUserMFAPreferenceCommand,
  AdminUpdateUserAttributesCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { Logger } from '@nestjs/common';
import { userPoolDefinition } from '../../src/auth/cognito/user-pool.definition.js';
import { createCognitoClient } from '../../src/aws/cognito-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import { FakeClock } from '../fakes/fake-clock.js';
import { FakePool } from '../fakes/fake-pool.js';
import { describeDeliveredFactors, type DeliveredFactors } from './identity-provider.delivered.contract.js';
import { POOL_SETTINGS, startEmbeddedPool, type TestPool } from './identity-provider.pools.js';
import { subjectInMemory, type PoolSubject } from './pool-subject.js';
import { PoolSteps } from './pool.steps.js';

const VARIANT = { mfaRequired: false, rotation: true, laboratory: true, group: 'admin' };
const PHONE = '+15555550100';
const SMS = { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' } };

/** Has the pool offer every factor; mail as a factor must not be the only way to a new password too. */
async function offerEveryFactor(client: CognitoIdentityProviderClient, UserPoolId: string): Promise<void> {
  await client.send(
    new UpdateUserPoolCommand({
      ...userPoolDefinition(POOL_SETTINGS),
      UserPoolId,
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
        SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com',
      },
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: 'verified_phone_number', Priority: 1 },
          { Name: 'verified_email', Priority: 2 },
        ],
      },
    }),
  );
  await client.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
      EmailMfaConfiguration: {},
      SmsMfaConfiguration: SMS,
    }),
  );
}

function factorsOf(client: CognitoIdentityProviderClient, pool: TestPool): DeliveredFactors {
  const { userPoolId: UserPoolId } = pool.settings.userPool;
  return {
    async switchOn(Username, method) {
      const UserAttributes = [
        { Name: 'phone_number', Value: PHONE },
        { Name: 'phone_number_verified', Value: 'true' },
      ];
      const setting = { Enabled: true, PreferredMfa: false };
      await client.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes }));
      await client.send(
        new AdminSetUserMFAPreferenceCommand({
          UserPoolId,
          Username,
          ...(method === 'SMS' ? { SMSMfaSettings: setting } : { EmailMfaSettings: setting }),
        }),
      );
    },
    codeFor: (email, method) => pool.subject.codeFor(method === 'SMS' ? PHONE : email),
  };
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe('Factors that Cognito delivers, in memory', () => {
  let pool: FakePool;
  let subject: PoolSubject;

  beforeEach(() => {
    const clock = new FakeClock();
    pool = new FakePool(clock, { ...VARIANT, minimumPasswordLength: 12 });
    subject = subjectInMemory(pool, clock);
  });

  const factors: DeliveredFactors = {
    switchOn: (userId, method) => {
      pool.users.get(userId)?.deliveredFactors.add(method);
      return Promise.resolve();
    },
    codeFor: (email) => Promise.resolve(pool.codeFor(email)),
  };

  describeDeliveredFactors(new PoolSteps(() => subject, VARIANT), () => factors);
});

describe.each([
  { confidential: true, authFlow: 'ADMIN_USER_PASSWORD_AUTH' },
  { confidential: false, authFlow: 'USER_PASSWORD_AUTH' },
] as const)('Factors that Cognito delivers, embedded, $authFlow', (kind) => {
  let pool: TestPool;
  let client: CognitoIdentityProviderClient;

  beforeAll(async () => {
    pool = await startEmbeddedPool(kind);
    const cognito = { endpoint: pool.endpoint, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
    client = createCognitoClient({ region: 'us-east-1', cognito }, new SilentObserver());
    await offerEveryFactor(client, pool.settings.userPool.userPoolId);
  });

  afterAll(async () => {
    client.destroy();
    await pool.close();
  });

  describeDeliveredFactors(new PoolSteps(() => pool.subject, VARIANT), () => factorsOf(client, pool));
});
