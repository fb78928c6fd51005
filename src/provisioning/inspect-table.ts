import {
  ContinuousBackupsUnavailableException,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ResourceNotFoundException,
  TableNotFoundException,
  type DynamoDBClient,
  type KeySchemaElement,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../aws/table-definition.js';
import type { Finding, Property } from './finding.js';
import { NOT_OFFERED_ANSWER, whereOffered } from './not-offered.js';
import type { TableEncryption } from './table-schema.js';

export type TableClient = Pick<DynamoDBClient, 'send'>;

const ENCRYPTED = new Set<string | undefined>(['ENABLED', 'ENABLING', 'UPDATING']);

/** A table as its server describes it, property by property beside what its definition demands. */
export async function inspectTable(
  client: TableClient,
  name: string,
  definition: TableDefinition,
  encryption: TableEncryption,
): Promise<Finding> {
  const table = await describeTable(client, name);
  const found = table !== undefined;
  const key = keyProperty(table, definition);
  return {
    resource: 'table',
    name,
    present: found,
    properties: [
      key,
      property('BillingMode', table && billingMode(table), 'PAY_PER_REQUEST'),
      ...definition.indexes.map((index) => indexProperty(table, index)),
      ...protectionProperties(table, encryption),
      ...(definition.timeToLive === undefined
        ? []
        : [await expiry(client, name, definition.timeToLive, found)]),
      await backups(client, name, found),
    ],
    ...(key.verdict === 'unchangeable' && {
      obstacle: `Table ${name} exists with another key than this version needs; give it another prefix.`,
    }),
  };
}

/** Undefined where there is none. */
export async function describeTable(
  client: TableClient,
  name: string,
): Promise<TableDescription | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** What the property of an index is called. */
export function indexPart(name: string): string {
  return `GlobalSecondaryIndexes.${name}`;
}

function property(name: string, have: unknown, want: unknown): Property {
  return { name, have, want, verdict: have === want ? 'agrees' : 'differs' };
}

/** AWS says nothing of a table that never was on demand. */
function billingMode({ BillingModeSummary }: TableDescription): string {
  return BillingModeSummary?.BillingMode ?? 'PROVISIONED';
}

function keyProperty(table: TableDescription | undefined, definition: TableDefinition): Property {
  const key = property('KeySchema', keyText(table?.KeySchema), wantedKey(definition));
  return table !== undefined && key.verdict === 'differs' ? { ...key, verdict: 'unchangeable' } : key;
}

/** An index that is there with another key can only be dropped, which would break who still uses it. */
function indexProperty(
  table: TableDescription | undefined,
  index: { readonly name: string; readonly partitionKey: string; readonly sortKey?: string },
): Property {
  const present = table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.name);
  const found = property(indexPart(index.name), keyText(present?.KeySchema), wantedKey(index));
  return present !== undefined && found.verdict === 'differs' ? { ...found, verdict: 'unchangeable' } : found;
}

/** A server that does not even tell of deletion protection keeps no keys either. */
function protectionProperties(table: TableDescription | undefined, encryption: TableEncryption): Property[] {
  const isProtected = table?.DeletionProtectionEnabled;
  const sse = table?.SSEDescription;
  const hasKey = sse?.SSEType === 'KMS' && ENCRYPTED.has(sse.Status);
  const have = table && (hasKey ? 'KMS' : 'AWS_OWNED');
  const properties = [
    property('DeletionProtectionEnabled', isProtected, true),
    // A table whose key is the account's is better than what is asked for, and stays so.
    property('SSEDescription.SSEType', have, hasKey ? 'KMS' : encryption),
  ];
  if (table === undefined || isProtected !== undefined) return properties;
  return properties.map((found) => ({ ...found, have: undefined, verdict: 'not_offered' }));
}

async function expiry(
  client: TableClient,
  name: string,
  attribute: string,
  isThere: boolean,
): Promise<Property> {
  const label = 'TimeToLive';
  if (!isThere) return property(label, undefined, attribute);
  const answer = await whereOffered(client.send(new DescribeTimeToLiveCommand({ TableName: name })));
  if (answer === NOT_OFFERED_ANSWER) return notOffered(label, attribute);
  const { TimeToLiveStatus: status, AttributeName } = answer.TimeToLiveDescription ?? {};
  const isOn = status === 'ENABLED' || status === 'ENABLING';
  const found = property(label, isOn ? (AttributeName ?? attribute) : undefined, attribute);
  // It would have to be switched off first, which takes AWS up to an hour.
  return isOn && found.verdict === 'differs' ? { ...found, verdict: 'unchangeable' } : found;
}

async function backups(client: TableClient, name: string, found: boolean): Promise<Property> {
  const label = 'PointInTimeRecovery';
  if (!found) return property(label, undefined, 'ENABLED');
  const answer = await whereOffered(readBackups(client, name));
  if (answer === NOT_OFFERED_ANSWER) return notOffered(label, 'ENABLED');
  return property(label, answer, 'ENABLED');
}

async function readBackups(client: TableClient, name: string): Promise<string> {
  try {
    const command = new DescribeContinuousBackupsCommand({ TableName: name });
    const { ContinuousBackupsDescription: description } = await client.send(command);
    return description?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus ?? 'DISABLED';
  } catch (error) {
    // So it is with a table that was created a moment ago.
    if (error instanceof ContinuousBackupsUnavailableException || error instanceof TableNotFoundException) {
      return 'DISABLED';
    }
    throw error;
  }
}

function notOffered(name: string, want: unknown): Property {
  return { name, have: undefined, want, verdict: 'not_offered' };
}

function wantedKey({ partitionKey, sortKey }: { partitionKey: string; sortKey?: string }): string {
  return sortKey === undefined ? partitionKey : `${partitionKey}, ${sortKey}`;
}

function keyText(schema: readonly KeySchemaElement[] | undefined): string | undefined {
  if (schema === undefined) return undefined;
  const nameOf = (type: string) => schema.find((key) => key.KeyType === type)?.AttributeName;
  return [nameOf('HASH'), nameOf('RANGE')].filter(Boolean).join(', ');
}
