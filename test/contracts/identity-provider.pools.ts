import {
  AdminConfirmSignUpCommand,
  AdminUpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CognitoAuthFlowName, CognitoSettings } from '../../src/auth/cognito/cognito-settings.js';
import type { UserPoolSettings } from '../../src/auth/cognito/user-pool.definition.js';
import { createCognitoClient } from '../../src/aws/cognito-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import { startQuickCognito } from '../support/quick-cognito.js';
import { provisionUserPool } from '../../src/provisioning/provision.js';
import { FakeClock } from '../fakes/fake-clock.js';
import { FakePool, type FakePoolOptions } from '../fakes/fake-pool.js';
import type { IdentityProviderVariant } from './identity-provider.steps.js';
import { laboratoryOf, portsByCognito, subjectInMemory, type PoolSubject } from './pool-subject.js';

const MINIMUM_PASSWORD_LENGTH = 12;
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A place to run the contract in, and how to leave it. */
export interface TestPool {
  readonly subject: PoolSubject;
  readonly settings: CognitoSettings;
  readonly endpoint: string;
  close(): Promise<void>;
}

export const POOL_SETTINGS: UserPoolSettings = {
  poolName: 'contract',
  clientName: 'service',
  confidential: true,
  authFlow: 'ADMIN_USER_PASSWORD_AUTH',
  password: {
    minLength: MINIMUM_PASSWORD_LENGTH,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    historySize: 0,
  },
  mfaRequired: false,
  refreshRotation: true,
  challengeMinutes: 3,
  accessTokenMinutes: 60,
  refreshTokenDays: 30,
  groups: [{ name: 'admin', description: 'May administer users' }],
  deletionProtection: false,
  tier: 'ESSENTIALS',
};

export function inMemory(
  variant: IdentityProviderVariant,
  options: Partial<FakePoolOptions> = {},
): PoolSubject {
  const clock = new FakeClock();
  const { mfaRequired, rotation } = variant;
  const minimumPasswordLength = MINIMUM_PASSWORD_LENGTH;
  const pool = new FakePool(clock, { mfaRequired, rotation, minimumPasswordLength, ...options });
  return subjectInMemory(pool, clock);
}

/** A pool provisioned on an embedded server of its own, whose time only passes when it is told to. */
export async function startEmbeddedPool(changes: Partial<UserPoolSettings>): Promise<TestPool> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cognito-'));
  const clock = new FakeClock();
  const server = await startQuickCognito({
    dataDir,
    now: () => clock.now(),
  });
  const cognito = { endpoint: server.endpoint, credentials: CREDENTIALS };
  const client = createCognitoClient({ region: 'us-east-1', cognito }, new SilentObserver());
  const poolSettings = { ...POOL_SETTINGS, ...changes };
  const userPool = await provisionUserPool(client, poolSettings);
  const settings: CognitoSettings = {
    userPool,
    authFlow: poolSettings.authFlow,
    minimumPasswordLength: poolSettings.password.minLength,
  };
  const ports = portsByCognito(client, settings);
  const codeFor = (email: string) => newestCode(server.endpoint, email);
  const subject: PoolSubject = {
    ...ports,
    ...laboratoryOf(clock, codeFor),
    confirm: async (email) => {
      await ports.provider.confirmSignUp(email, await codeFor(email));
    },
  };
  return {
    subject,
    settings,
    endpoint: server.endpoint,
    async close() {
      client.destroy();
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** The pool that the environment names; its accounts are left behind, under addresses that start with `contract-`. */
export function remotePool(environment: NodeJS.ProcessEnv): PoolSubject {
  const userPoolId = environment['COGNITO_USER_POOL_ID'] ?? '';
  const clientSecret = environment['COGNITO_CLIENT_SECRET'];
  const settings: CognitoSettings = {
    userPool: {
      userPoolId,
      clientId: environment['COGNITO_CLIENT_ID'] ?? '',
      ...(clientSecret === undefined ? {} : { clientSecret }),
    },
    authFlow: (environment['COGNITO_AUTH_FLOW'] ?? 'ADMIN_USER_PASSWORD_AUTH') as CognitoAuthFlowName,
    minimumPasswordLength: MINIMUM_PASSWORD_LENGTH,
  };
  const region = environment['AWS_REGION'] ?? 'us-east-1';
  const client = createCognitoClient({ region, cognito: {} }, new SilentObserver());
  return {
    ...portsByCognito(client, settings),
    now: () => Date.now(),
    advance: (milliseconds) => sleep(milliseconds),
    codeFor: () => Promise.reject(new Error('Nobody reads the mail of a real pool')),
    confirm: async (Username) => {
      const user = { UserPoolId: userPoolId, Username };
      const UserAttributes = [{ Name: 'email_verified', Value: 'true' }];
      await client.send(new AdminConfirmSignUpCommand(user));
      await client.send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes }));
    },
  };
}

async function newestCode(endpoint: string, email: string): Promise<string> {
  const response = await fetch(`${endpoint}/outbox.json?to=${encodeURIComponent(email)}`);
  const [newest] = (await response.json()) as { code: string }[];
  if (newest === undefined) throw new Error(`no mail for ${email}`);
  return newest.code;
}
