import type { TableDefinition } from '../../aws/table-definition.js';
import type { RecoveryCodeSet } from '../recovery-code-store.port.js';

/** What a user holds beside Cognito's own factors, one item a kind. */
export const factorTable: TableDefinition = {
  name: 'factors',
  partitionKey: 'userId',
  sortKey: 'kind',
  indexes: [],
};

interface RecoveryCodeKey {
  readonly userId: string;
  readonly kind: 'recovery-codes';
}

interface RecoveryCodeItem extends RecoveryCodeKey {
  readonly salt: string;
  /** A set, so that one code can be taken out atomically; DynamoDB drops the attribute with the last one. */
  readonly hashes?: ReadonlySet<string>;
  readonly createdAt: string;
}

export function recoveryCodeKey(userId: string): RecoveryCodeKey {
  return { userId, kind: 'recovery-codes' };
}

export function toRecoveryCodeItem(
  userId: string,
  { salt, hashes, createdAt }: RecoveryCodeSet,
): RecoveryCodeItem {
  const left = hashes.length > 0 ? { hashes: new Set(hashes) } : {};
  return { ...recoveryCodeKey(userId), salt, createdAt, ...left };
}

export function fromRecoveryCodeItem(attributes: Record<string, unknown>): RecoveryCodeSet {
  const item = attributes as unknown as RecoveryCodeItem;
  return { salt: item.salt, hashes: [...(item.hashes ?? [])], createdAt: item.createdAt };
}
