import { Logger } from '@nestjs/common';
import type { UserPoolSettings } from '../../src/auth/cognito/user-pool.definition.js';
import {
  inMemory,
  POOL_SETTINGS,
  remotePool,
  startEmbeddedPool,
  type TestPool,
} from './identity-provider.pools.js';
import type { IdentityProviderVariant } from './identity-provider.steps.js';
import { PoolSteps } from './pool.steps.js';
import type { PoolSubject } from './pool-subject.js';

const CLIENTS = [
  { confidential: true, authFlow: 'ADMIN_USER_PASSWORD_AUTH' },
  { confidential: false, authFlow: 'USER_PASSWORD_AUTH' },
] as const;

/** How many passwords may not be chosen again. */
const PASSWORD_HISTORY = 2;

type Contract = (as: PoolSteps, variant: IdentityProviderVariant) => void;

/**
 * Runs the contract of a port in memory, on the embedded server with either kind of app client, and with `REMOTE=1` on
 * the pool that the environment names, where no mail can be read and time takes its time.
 */
export function inEveryPool(port: string, contract: Contract): void {
  const variant = { mfaRequired: false, rotation: true, laboratory: true, group: 'admin' };

  describe(`${port} of a pool`, () => {
    beforeAll(() => {
      Logger.overrideLogger(false);
    });

    describe('in memory', () => {
      let subject: PoolSubject;

      beforeEach(() => {
        subject = inMemory(variant, { passwordHistory: PASSWORD_HISTORY });
      });

      contract(new PoolSteps(() => subject, variant), variant);
    });

    describe.each(CLIENTS)('by Cognito, embedded, $authFlow', (client) => {
      let pool: TestPool;

      beforeAll(async () => {
        pool = await startEmbeddedPool({ ...client, password: passwordRules() });
      });

      afterAll(() => pool.close());

      contract(new PoolSteps(() => pool.subject, variant), variant);
    });

    if (process.env['REMOTE'] !== '1') return;
    describe('by Cognito, on AWS', () => {
      jest.setTimeout(300_000);
      const remote = { ...variant, laboratory: false, group: process.env['ADMIN_GROUP'] ?? 'admin' };
      const subject = remotePool(process.env);
      contract(new PoolSteps(() => subject, remote), remote);
    });
  });
}

function passwordRules(): UserPoolSettings['password'] {
  return { ...POOL_SETTINGS.password, historySize: PASSWORD_HISTORY };
}
