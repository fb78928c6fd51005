import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import { userKey } from '../store/cognito-store.js';
import type { PoolRecord, UserRecord } from '../store/records.js';

/** Finds a user by what it may be called in this pool: username, alias, or the sub of a user of its own. */
export function findUser(context: OperationContext, pool: PoolRecord, name: string): UserRecord | undefined {
  const { users } = context.store;
  return (
    users.get(userKey(pool.id, normalizeUsername(pool, name))) ??
    users.find('sub', userKey(pool.id, name)).find((user) => user.status !== 'EXTERNAL_PROVIDER') ??
    findByAlias(context, pool, name)
  );
}

export function requireUser(context: OperationContext, pool: PoolRecord, name: string): UserRecord {
  const user = findUser(context, pool, name);
  if (user === undefined) {
    throw refusals.userNotFound();
  }
  return user;
}

/** Writes a changed user and gives it back with its new modification time. */
export function saveUser(context: OperationContext, user: UserRecord): UserRecord {
  const saved = { ...user, modifiedAt: context.now() };
  context.store.users.put(saved);
  return saved;
}

export function normalizeUsername(pool: PoolRecord, name: string): string {
  return pool.caseSensitive ? name : name.toLowerCase();
}

/** Another user of the pool who signs in with this value of this attribute. */
export function aliasBearer(
  context: OperationContext,
  pool: PoolRecord,
  attribute: string,
  value: string,
  except?: UserRecord,
): UserRecord | undefined {
  const others = usersWithContact(context, pool, value).filter((user) => user.sub !== except?.sub);
  return others.find((user) => bearsAlias(pool, user, attribute, value));
}

function findByAlias(context: OperationContext, pool: PoolRecord, name: string): UserRecord | undefined {
  const attributes = ['email', 'phone_number', 'preferred_username'];
  return usersWithContact(context, pool, name).find((user) =>
    attributes.some((attribute) => bearsAlias(pool, user, attribute, name)),
  );
}

/** Users that an identity provider brought have a name of their own: their address names nobody and is not taken. */
function usersWithContact(context: OperationContext, pool: PoolRecord, value: string): UserRecord[] {
  const found = context.store.users.find('contact', userKey(pool.id, value.toLowerCase()));
  return found.filter((user) => user.status !== 'EXTERNAL_PROVIDER');
}

/** A username attribute names its user at once; an alias attribute only when it is verified. */
function bearsAlias(pool: PoolRecord, user: UserRecord, attribute: string, value: string): boolean {
  const own = user.attributes[attribute];
  if (own === undefined || normalizeUsername(pool, own) !== normalizeUsername(pool, value)) {
    return false;
  }
  if (isUsernameAttribute(pool, attribute)) {
    return true;
  }
  const needsNoProof = attribute === 'preferred_username';
  const isVerified = needsNoProof || user.attributes[`${attribute}_verified`] === 'true';
  return isVerified && (pool.aliasAttributes ?? []).some((alias) => alias === attribute);
}

export function isUsernameAttribute(pool: PoolRecord, attribute: string): boolean {
  return (pool.usernameAttributes ?? []).some((name) => name === attribute);
}
