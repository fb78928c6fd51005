import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  TableDescription,
  UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { IndexDefinition, TableDefinition } from '../aws/table-definition.js';

interface Key {
  readonly partitionKey: string;
  readonly sortKey?: string;
}

/** CreateTable for a definition: on demand, encrypted, and not to be deleted by mistake. */
export function createTableInput(name: string, definition: TableDefinition): CreateTableCommandInput {
  const indexes = definition.indexes.map(indexSchema);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(definition),
    AttributeDefinitions: attributes(definition, [definition, ...definition.indexes]),
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
    SSESpecification: { Enabled: true, SSEType: 'KMS' },
    DeletionProtectionEnabled: true,
  };
}

/** UpdateTable that adds one index. */
export function createIndexUpdate(
  name: string,
  definition: TableDefinition,
  index: IndexDefinition,
): UpdateTableCommandInput {
  return {
    TableName: name,
    AttributeDefinitions: attributes(definition, [definition, index]),
    GlobalSecondaryIndexUpdates: [{ Create: indexSchema(index) }],
  };
}

/** Whether an existing table has the definition's own key, which no update could change. */
export function hasSameKey(table: TableDescription, definition: TableDefinition): boolean {
  const nameOf = (type: string) => table.KeySchema?.find((key) => key.KeyType === type)?.AttributeName;
  return nameOf('HASH') === definition.partitionKey && nameOf('RANGE') === definition.sortKey;
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
