import { mkdir } from 'node:fs/promises';
import { ClassicLevel } from 'classic-level';
import { CognitoError } from '../protocol/cognito-error.js';
import { identitiesOf, identityKey } from '../users/identities.js';
import type {
  AuthorizationCodeRecord,
  DomainRecord,
  HostedSessionRecord,
  IdentityProviderRecord,
} from './federation-records.js';
import { Journal } from './journal.js';
import type {
  ChallengeSessionRecord,
  ClientRecord,
  GroupRecord,
  LockoutRecord,
  MailRecord,
  PoolRecord,
  RefreshTokenRecord,
  SigningKeyRecord,
  SignInRecord,
  UserRecord,
} from './records.js';
import { SerialQueue } from './serial-queue.js';
import { Table } from './table.js';

const SEQUENCE_DIGITS = 15;

export function userKey(poolId: string, username: string): string {
  return `${poolId}/${username}`;
}

/** All state: held in memory, written through to disk before a call is answered. */
export class CognitoStore {
  readonly #database: ClassicLevel<string, object>;
  readonly #journal = new Journal();
  readonly #queue = new SerialQueue();

  readonly pools = new Table<PoolRecord>(this.#journal, { name: 'pool', keyOf: (pool) => pool.id });
  readonly clients = new Table<ClientRecord, 'pool'>(this.#journal, {
    name: 'client',
    keyOf: (client) => client.id,
    indexes: { pool: (client) => [client.poolId] },
  });
  readonly groups = new Table<GroupRecord, 'pool'>(this.#journal, {
    name: 'group',
    keyOf: (group) => userKey(group.poolId, group.name),
    indexes: { pool: (group) => [group.poolId] },
  });
  readonly users = new Table<UserRecord, 'pool' | 'sub' | 'contact' | 'identity'>(this.#journal, {
    name: 'user',
    keyOf: (user) => userKey(user.poolId, user.username),
    indexes: {
      pool: (user) => [user.poolId],
      sub: (user) => [userKey(user.poolId, user.sub)],
      contact: (user) => contactsOf(user).map((contact) => userKey(user.poolId, contact.toLowerCase())),
      identity: (user) =>
        identitiesOf(user).map(({ providerName, userId }) => identityKey(user.poolId, providerName, userId)),
    },
  });
  readonly identityProviders = new Table<IdentityProviderRecord, 'pool'>(this.#journal, {
    name: 'identity-provider',
    keyOf: (provider) => userKey(provider.poolId, provider.name),
    indexes: { pool: (provider) => [provider.poolId] },
  });
  readonly domains = new Table<DomainRecord, 'pool'>(this.#journal, {
    name: 'domain',
    keyOf: (record) => record.domain,
    indexes: { pool: (record) => [record.poolId] },
  });
  readonly authorizationCodes = new Table<AuthorizationCodeRecord>(this.#journal, {
    name: 'authorization-code',
    keyOf: (code) => code.codeHash,
  });
  readonly hostedSessions = new Table<HostedSessionRecord>(this.#journal, {
    name: 'hosted-session',
    keyOf: (session) => session.tokenHash,
  });
  readonly sessions = new Table<ChallengeSessionRecord>(this.#journal, {
    name: 'session',
    keyOf: (session) => session.tokenHash,
  });
  readonly signIns = new Table<SignInRecord, 'user'>(this.#journal, {
    name: 'sign-in',
    keyOf: (signIn) => signIn.originJti,
    indexes: { user: (signIn) => [userKey(signIn.poolId, signIn.username)] },
  });
  readonly refreshTokens = new Table<RefreshTokenRecord, 'signIn'>(this.#journal, {
    name: 'refresh-token',
    keyOf: (token) => token.tokenHash,
    indexes: { signIn: (token) => [token.originJti] },
  });
  readonly lockouts = new Table<LockoutRecord>(this.#journal, {
    name: 'lockout',
    keyOf: (lockout) => lockout.subject,
  });
  readonly mail = new Table<MailRecord>(this.#journal, {
    name: 'mail',
    keyOf: (mail) => String(mail.sequence).padStart(SEQUENCE_DIGITS, '0'),
  });
  readonly signingKeys = new Table<SigningKeyRecord>(this.#journal, {
    name: 'signing-key',
    keyOf: (key) => key.use,
  });

  private constructor(folder: string) {
    this.#database = new ClassicLevel<string, object>(folder, { valueEncoding: 'json' });
  }

  static async open(folder: string): Promise<CognitoStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const store = new CognitoStore(folder);
    await store.#load();
    return store;
  }

  /**
   * Runs one call alone and writes what it changed as one batch. A refusal keeps its changes (it counts
   * failed attempts); any other error takes them back.
   */
  run<T>(call: () => T | Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      try {
        return await this.#runAndWrite(call);
      } finally {
        this.#journal.rollBack();
      }
    });
  }

  async close(): Promise<void> {
    await this.#queue.drain();
    await this.#database.close();
  }

  async #runAndWrite<T>(call: () => T | Promise<T>): Promise<T> {
    try {
      const answer = await call();
      await this.#write();
      return answer;
    } catch (error) {
      if (error instanceof CognitoError) {
        await this.#write();
      }
      throw error;
    }
  }

  async #write(): Promise<void> {
    const changes = this.#journal.changes();
    if (changes.length > 0) {
      await this.#database.batch(changes);
    }
    this.#journal.clear();
  }

  async #load(): Promise<void> {
    await this.#database.open();
    const tables = new Map<string, { load(row: object): void }>(
      this.#tables().map((table) => [table.name, table]),
    );
    for await (const [key, row] of this.#database.iterator()) {
      tables.get(key.slice(0, key.indexOf('/')))?.load(row);
    }
  }

  #tables(): { readonly name: string; load(row: object): void }[] {
    return [
      this.pools,
      this.clients,
      this.groups,
      this.users,
      this.identityProviders,
      this.domains,
      this.authorizationCodes,
      this.hostedSessions,
      this.sessions,
      this.signIns,
      this.refreshTokens,
      this.lockouts,
      this.mail,
      this.signingKeys,
    ];
  }
}

function contactsOf(user: UserRecord): string[] {
  const { attributes } = user;
  return ['email', 'phone_number', 'preferred_username'].flatMap((name) => attributes[name] ?? []);
}
