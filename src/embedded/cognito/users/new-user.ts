import { randomUUID } from 'node:crypto';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import { userKey } from '../store/cognito-store.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { aliasBearer, findUser, normalizeUsername } from './find-user.js';

interface NewName {
  readonly username: string;
  readonly sub: string;
  /** The attribute that the given name stands for, in a pool that signs up by e-mail or phone. */
  readonly implied: Readonly<Record<string, string>>;
}

/** What a new user will be called; a pool with username attributes gives it a UUID for a username. */
export function nameNewUser(context: OperationContext, pool: PoolRecord, given: string): NewName {
  const sub = randomUUID();
  const attribute = requireNewName(pool, given);
  const name = attribute === undefined ? normalizeUsername(pool, given) : sub;
  const bearer =
    attribute === undefined ? findUser(context, pool, given) : aliasBearer(context, pool, attribute, given);
  if (bearer !== undefined) {
    throw refusals.usernameExists();
  }
  const implied = attribute === undefined ? {} : { [attribute]: normalizeUsername(pool, given) };
  return { username: name, sub, implied };
}

export function blankUser(
  context: OperationContext,
  pool: PoolRecord,
  fields: Pick<UserRecord, 'attributes' | 'password' | 'status' | 'sub' | 'username'>,
): UserRecord {
  const now = context.now();
  return {
    ...fields,
    poolId: pool.id,
    enabled: true,
    pendingAttributes: {},
    createdAt: now,
    modifiedAt: now,
    passwordExpiresAt: undefined,
    passwordHistory: [],
    groups: [],
    softwareToken: undefined,
    pendingSoftwareToken: undefined,
    mfaEnabled: [],
    mfaPreferred: undefined,
    codes: {},
    attempts: {},
  };
}

/** Nothing stays that a later user of the same name could be taken for this one by. */
export function deleteUser(context: OperationContext, user: UserRecord): void {
  const { store } = context;
  for (const signIn of store.signIns.find('user', userKey(user.poolId, user.username))) {
    for (const token of store.refreshTokens.find('signIn', signIn.originJti)) {
      store.refreshTokens.delete(token.tokenHash);
    }
    store.signIns.delete(signIn.originJti);
  }
  const isTheirs = (record: { readonly poolId: string; readonly username: string }): boolean =>
    record.poolId === user.poolId && record.username === user.username;
  for (const session of store.sessions.all().filter(isTheirs)) {
    store.sessions.delete(session.tokenHash);
  }
  for (const session of store.hostedSessions.all().filter(isTheirs)) {
    store.hostedSessions.delete(session.tokenHash);
  }
  for (const code of store.authorizationCodes.all().filter(isTheirs)) {
    store.authorizationCodes.delete(code.codeHash);
  }
  store.users.delete(userKey(user.poolId, user.username));
}

/** The attribute that a name stands for; refuses one that no new user of this pool could have. */
export function requireNewName(pool: PoolRecord, given: string): 'email' | 'phone_number' | undefined {
  const allowed = pool.usernameAttributes ?? [];
  if (allowed.length === 0) {
    return undefined;
  }
  const attribute = given.includes('@') ? 'email' : 'phone_number';
  if (allowed.includes(attribute)) {
    return attribute;
  }
  const expected = allowed.includes('email') ? 'an email' : 'a phone number';
  throw refusals.invalidParameter(`Username should be ${expected}.`);
}
