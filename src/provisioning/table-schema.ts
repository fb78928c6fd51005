import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { IndexDefinition, TableDefinition } from '../aws/table-definition.js';

interface Key {
  readonly partitionKey: string;
  readonly sortKey?: string;
}

/** Whose key encrypts a table: one of DynamoDB's own, or the account's `aws/dynamodb`, whose uses CloudTrail records. */
export type TableEncryption = 'AWS_OWNED' | 'KMS';

export const KMS_ENCRYPTION = { Enabled: true, SSEType: 'KMS' } as const;

/** CreateTable for a definition: on demand, encrypted, and not to be deleted by mistake. */
export function createTableInput(
  name: string,
  definition: TableDefinition,
  encryption: TableEncryption = 'AWS_OWNED',
): CreateTableCommandInput {
  const indexes = definition.indexes.map(indexSchema);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(definition),
    AttributeDefinitions: attributes(definition, [definition, ...definition.indexes]),
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
    ...(encryption === 'KMS' && { SSESpecification: KMS_ENCRYPTION }),
    DeletionProtectionEnabled: true,
  };
}

/** UpdateTable that adds one index. */
export function createIndexUpdate(
  definition: TableDefinition,
  index: IndexDefinition,
): Omit<UpdateTableCommandInput, 'TableName'> {
  return {
    AttributeDefinitions: attributes(definition, [definition, index]),
    GlobalSecondaryIndexUpdates: [{ Create: indexSchema(index) }],
  };
}

function indexSchema(index: IndexDefinition): GlobalSecondaryIndex {
  return { IndexName: index.name, KeySchema: keySchema(index), Projection: { ProjectionType: 'KEYS_ONLY' } };
}

function keySchema({ partitionKey, sortKey }: Key): KeySchemaElement[] {
  const partition: KeySchemaElement = { AttributeName: partitionKey, KeyType: 'HASH' };
  return sortKey === undefined ? [partition] : [partition, { AttributeName: sortKey, KeyType: 'RANGE' }];
}

function attributes({ numberKeys = [] }: TableDefinition, keys: readonly Key[]): AttributeDefinition[] {
  const names = keys.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey ?? partitionKey]);
  return [...new Set(names)].map((name) => ({
    AttributeName: name,
    AttributeType: numberKeys.includes(name) ? 'N' : 'S',
  }));
}
