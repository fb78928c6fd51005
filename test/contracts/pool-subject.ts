import {
  AdminAddUserToGroupCommand,
  CreateGroupCommand,
  GroupExistsException,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AccountProvider } from '../../src/auth/account-provider.port.js';
import { CognitoAccountProvider } from '../../src/auth/cognito/cognito-account-provider.js';
import { CognitoFactorProvider } from '../../src/auth/cognito/cognito-factor-provider.js';
import { CognitoIdentityAdministration } from '../../src/auth/cognito/cognito-identity-administration.js';
import { CognitoIdentityProvider } from '../../src/auth/cognito/cognito-identity-provider.js';
import { CognitoPasswordProvider } from '../../src/auth/cognito/cognito-password-provider.js';
import type { CognitoSettings } from '../../src/auth/cognito/cognito-settings.js';
import type { FactorProvider } from '../../src/auth/factor-provider.port.js';
import type { IdentityAdministration } from '../../src/auth/identity-administration.port.js';
import type { PasswordProvider } from '../../src/auth/password-provider.port.js';
import { FakeAccountProvider } from '../fakes/fake-account-provider.js';
import type { FakeClock } from '../fakes/fake-clock.js';
import { FakeFactorProvider } from '../fakes/fake-factor-provider.js';
import { FakeIdentityAdministration } from '../fakes/fake-identity-administration.js';
import { FakeIdentityProvider } from '../fakes/fake-identity-provider.js';
import { FakePasswordProvider } from '../fakes/fake-password-provider.js';
import type { FakePool } from '../fakes/fake-pool.js';
import type { IdentityProviderSubject } from './identity-provider.steps.js';

/** A user pool behind all of its ports. */
export interface PoolSubject extends IdentityProviderSubject {
  readonly passwords: PasswordProvider;
  readonly factors: FactorProvider;
  readonly accounts: AccountProvider;
  readonly administration: IdentityAdministration;
  /** Puts a user into a group as Cognito does by itself for a federated provider; answers the group. */
  addToAutomaticGroup(userId: string): Promise<string>;
}

type Ports = Omit<PoolSubject, 'now' | 'advance' | 'confirm' | 'codeFor'>;

function portsInMemory(pool: FakePool): Ports {
  const join = (userId: string, group: string) => {
    pool.users.get(userId)?.groups.add(group);
    return Promise.resolve();
  };
  return {
    provider: new FakeIdentityProvider(pool),
    passwords: new FakePasswordProvider(pool),
    factors: new FakeFactorProvider(pool),
    accounts: new FakeAccountProvider(pool),
    administration: new FakeIdentityAdministration(pool),
    addToGroup: join,
    async addToAutomaticGroup(userId) {
      const group = `${pool.id}_Google`;
      pool.groups.set(group, null);
      await join(userId, group);
      return group;
    },
  };
}

export function portsByCognito(client: CognitoIdentityProviderClient, settings: CognitoSettings): Ports {
  const UserPoolId = settings.userPool.userPoolId;
  const join = async (Username: string, GroupName: string) => {
    await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
  };
  return {
    provider: new CognitoIdentityProvider(client, settings),
    passwords: new CognitoPasswordProvider(client, settings),
    factors: new CognitoFactorProvider(client, settings),
    accounts: new CognitoAccountProvider(client, settings),
    administration: new CognitoIdentityAdministration(client, settings),
    addToGroup: join,
    async addToAutomaticGroup(userId) {
      const GroupName = `${UserPoolId}_Google`;
      await client.send(new CreateGroupCommand({ UserPoolId, GroupName })).catch((error: unknown) => {
        if (!(error instanceof GroupExistsException)) throw error;
      });
      await join(userId, GroupName);
      return GroupName;
    },
  };
}

export function subjectInMemory(pool: FakePool, clock: FakeClock): PoolSubject {
  const ports = portsInMemory(pool);
  return {
    ...ports,
    ...laboratoryOf(clock, (email) => Promise.resolve(pool.codeFor(email))),
    confirm: async (email) => {
      await ports.provider.confirmSignUp(email, pool.codeFor(email));
    },
  };
}

/** How time passes and mail is read in memory. */
export function laboratoryOf(clock: FakeClock, codeFor: (email: string) => Promise<string>) {
  return {
    now: () => clock.now(),
    advance: (milliseconds: number) => {
      clock.advance(milliseconds);
      return Promise.resolve();
    },
    codeFor,
  };
}
