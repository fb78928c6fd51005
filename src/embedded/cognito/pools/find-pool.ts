import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import { userKey } from '../store/cognito-store.js';
import type { IdentityProviderRecord } from '../store/federation-records.js';
import type { ClientRecord, GroupRecord, PoolRecord } from '../store/records.js';

export function requirePool(context: OperationContext, poolId: string): PoolRecord {
  const pool = context.store.pools.get(poolId);
  if (pool === undefined) {
    throw refusals.poolNotFound();
  }
  return pool;
}

/** The client, and the pool it belongs to; a client of another pool does not exist. */
export function requireClient(
  context: OperationContext,
  clientId: string,
  poolId?: string,
): { client: ClientRecord; pool: PoolRecord } {
  const expectedPool = poolId === undefined ? undefined : requirePool(context, poolId);
  const client = context.store.clients.get(clientId);
  if (client === undefined || (expectedPool !== undefined && client.poolId !== expectedPool.id)) {
    throw refusals.clientNotFound();
  }
  return { client, pool: requirePool(context, client.poolId) };
}

export function requireGroup(context: OperationContext, pool: PoolRecord, name: string): GroupRecord {
  const group = context.store.groups.get(userKey(pool.id, name));
  if (group === undefined) {
    throw refusals.groupNotFound();
  }
  return group;
}

export function requireIdentityProvider(
  context: OperationContext,
  pool: PoolRecord,
  name: string,
): IdentityProviderRecord {
  const provider = context.store.identityProviders.get(userKey(pool.id, name));
  if (provider === undefined) {
    throw refusals.identityProviderNotFound(name);
  }
  return provider;
}
