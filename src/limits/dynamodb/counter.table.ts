import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../../aws/table-definition.js';
import type { CountedAttempt } from '../counter-store.port.js';

export const counterTable: TableDefinition = {
  name: 'counters',
  partitionKey: 'id',
  indexes: [],
  timeToLive: 'dropAfter',
};

export function counterKey(key: string): Record<string, AttributeValue> {
  return { id: { S: key } };
}

export function fromCounterItem(item: Record<string, AttributeValue>): CountedAttempt {
  return { count: Number(item['attempts']?.N), windowEndsAt: Number(item['windowEndsAt']?.N) };
}
