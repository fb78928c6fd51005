import {
  ContinuousBackupsUnavailableException,
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TableDefinition } from '../aws/table-definition.js';
import { tableName } from '../aws/table-name.js';
import { createIndexUpdate, createTableInput, hasSameKey } from './table-schema.js';

/** What was done to a table, or what its server does not offer. A second run reports no change. */
export interface TableReport {
  readonly table: string;
  readonly step: 'created' | 'index_added' | 'expiry_enabled' | 'backups_enabled' | 'not_offered';
  readonly detail?: string;
}

type Report = (report: TableReport) => void;
type Client = Pick<DynamoDBClient, 'send'>;

const POLL_MS = 500;
const FIRST_POLL_MS = 10;
const PATIENCE_MS = 600_000;
const BACKUP_ATTEMPTS = 60;
const BACKUP_PAUSE_MS = 500;

/** Brings every table to its definition, side by side. Safe to repeat, and for two instances at once. */
export async function ensureTables(
  client: Client,
  prefix: string,
  definitions: readonly TableDefinition[],
  report: Report = () => undefined,
): Promise<void> {
  await Promise.all(
    definitions.map((definition) => ensureTable(client, tableName(prefix, definition), definition, report)),
  );
}

async function ensureTable(
  client: Client,
  name: string,
  definition: TableDefinition,
  report: Report,
): Promise<void> {
  const found = await describe(client, name);
  if (!found) await create(client, name, definition, report);
  const table = await waitUntilActive(client, name, found);
  if (!hasSameKey(table, definition)) {
    throw new Error(`Table ${name} exists with another key than this version needs; give it another prefix.`);
  }
  await tolerate(name, 'new indexes', report, () => addMissingIndexes(client, table, definition, report));
  await Promise.all([
    tolerate(name, 'expiry', report, () => enableExpiry(client, name, definition, report)),
    tolerate(name, 'backups', report, () => enableBackups(client, name, report)),
  ]);
}

async function describe(client: Client, name: string): Promise<TableDescription | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(
  client: Client,
  name: string,
  definition: TableDefinition,
  report: Report,
): Promise<void> {
  try {
    await client.send(new CreateTableCommand(createTableInput(name, definition)));
    report({ table: name, step: 'created' });
  } catch (error) {
    // Another instance was faster.
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

/** The table once it and all its indexes can be used. */
async function waitUntilActive(
  client: Client,
  name: string,
  known?: TableDescription,
): Promise<TableDescription> {
  let table = known;
  let pause = FIRST_POLL_MS;
  for (
    const deadline = Date.now() + PATIENCE_MS;
    Date.now() < deadline;
    pause = Math.min(pause * 2, POLL_MS)
  ) {
    if (table && isActive(table)) return table;
    await sleep(pause);
    table = await describe(client, name);
  }
  throw new Error(`Table ${name} was not ready within ${PATIENCE_MS / 1000} seconds.`);
}

function isActive({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean {
  return TableStatus === 'ACTIVE' && GlobalSecondaryIndexes.every((index) => index.IndexStatus === 'ACTIVE');
}

/** One after the other: DynamoDB builds a single index at a time. */
async function addMissingIndexes(
  client: Client,
  table: TableDescription,
  definition: TableDefinition,
  report: Report,
): Promise<void> {
  const name = String(table.TableName);
  const present = new Set(table.GlobalSecondaryIndexes?.map((index) => index.IndexName));
  const missing = definition.indexes.find((index) => !present.has(index.name));
  if (!missing) return;
  try {
    await client.send(new UpdateTableCommand(createIndexUpdate(name, definition, missing)));
    report({ table: name, step: 'index_added', detail: missing.name });
  } catch (error) {
    // Another instance is building an index of this table, maybe this one.
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await addMissingIndexes(client, await waitUntilActive(client, name), definition, report);
}

async function enableExpiry(
  client: Client,
  name: string,
  { timeToLive }: TableDefinition,
  report: Report,
): Promise<void> {
  if (timeToLive === undefined) return;
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  const status = TimeToLiveDescription?.TimeToLiveStatus;
  if (status === 'ENABLED' || status === 'ENABLING') return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { Enabled: true, AttributeName: timeToLive },
    }),
  );
  report({ table: name, step: 'expiry_enabled' });
}

async function enableBackups(client: Client, name: string, report: Report): Promise<void> {
  const { ContinuousBackupsDescription } = await client.send(
    new DescribeContinuousBackupsCommand({ TableName: name }),
  );
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  if (recovery?.PointInTimeRecoveryStatus === 'ENABLED') return;
  const command = new UpdateContinuousBackupsCommand({
    TableName: name,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(command);
      break;
    } catch (error) {
      // A table that was just created is not ready for it at once.
      if (!(error instanceof ContinuousBackupsUnavailableException) || attempt === BACKUP_ATTEMPTS)
        throw error;
      await sleep(BACKUP_PAUSE_MS);
    }
  }
  report({ table: name, step: 'backups_enabled' });
}

const NOT_OFFERED = new Set(['UnknownOperationException', 'ValidationException']);

/** Runs a step that a lesser server than AWS may not offer. */
async function tolerate(
  table: string,
  what: string,
  report: Report,
  step: () => Promise<void>,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof Error) || !NOT_OFFERED.has(error.name)) throw error;
    report({ table, step: 'not_offered', detail: what });
  }
}
