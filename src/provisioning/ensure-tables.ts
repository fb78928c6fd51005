import {
  ContinuousBackupsUnavailableException,
  CreateTableCommand,
  ResourceInUseException,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type TableDescription,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TableDefinition } from '../aws/table-definition.js';
import { tableName } from '../aws/table-name.js';
import { mending, settle, type Finding, type Walk } from './finding.js';
import { describeTable, indexPart, inspectTable, type TableClient } from './inspect-table.js';
import { isNotOffered } from './not-offered.js';
import { ProvisioningError } from './provisioning-error.js';
import { together } from './together.js';
import { createIndexUpdate, createTableInput, KMS_ENCRYPTION, type TableEncryption } from './table-schema.js';

interface Subject {
  readonly client: TableClient;
  readonly name: string;
  readonly definition: TableDefinition;
  readonly encryption: TableEncryption;
  readonly walk: Walk;
}

const POLL_MS = 500;
const FIRST_POLL_MS = 10;
const PATIENCE_MS = 600_000;
const ATTEMPTS = 120;

/** Brings every table to its definition, side by side. Safe to repeat, and for two instances at once. */
export async function ensureTables(
  client: TableClient,
  prefix: string,
  definitions: readonly TableDefinition[],
  walk: Walk = mending(),
  encryption: TableEncryption = 'AWS_OWNED',
): Promise<void> {
  await together(
    definitions.map((definition) =>
      ensureTable({ client, name: tableName(prefix, definition), definition, encryption, walk }),
    ),
  );
}

async function ensureTable(subject: Subject): Promise<void> {
  const { client, name, definition, encryption, walk } = subject;
  const found = await inspectTable(client, name, definition, encryption);
  await settle(walk, found, async () => {
    if (found.present) {
      await mend(subject, found);
      return;
    }
    await create(subject);
    await waitUntilActive(client, name);
    const made = await inspectTable(client, name, definition, encryption);
    walk.found(made);
    // Somebody else may have made it meanwhile.
    if (made.obstacle !== undefined) throw new ProvisioningError(made.obstacle);
    await mend(subject, made);
  });
}

async function create({ client, name, definition, encryption, walk }: Subject): Promise<void> {
  try {
    await client.send(new CreateTableCommand(createTableInput(name, definition, encryption)));
    walk.changed({ resource: 'table', name, step: 'created' });
  } catch (error) {
    // Another instance was faster.
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

/** One after the other, because DynamoDB changes one thing of a table at a time. */
async function mend(subject: Subject, found: Finding): Promise<void> {
  const { client, name, definition, walk } = subject;
  const isLesser = found.properties.some(({ verdict }) => verdict === 'not_offered');
  const update = (change: Partial<UpdateTableCommandInput>) => updateTable(client, name, change);
  const menders: Readonly<Record<string, () => Promise<void>>> = {
    BillingMode: () => update({ BillingMode: 'PAY_PER_REQUEST' }),
    DeletionProtectionEnabled: () => update({ DeletionProtectionEnabled: true }),
    'SSEDescription.SSEType': () => update({ SSESpecification: KMS_ENCRYPTION }),
    TimeToLive: () => enableExpiry(client, name, definition),
    PointInTimeRecovery: () => enableBackups(client, name),
  };
  for (const { name: part, verdict } of found.properties) {
    if (verdict !== 'differs') continue;
    try {
      await (menders[part] ?? (() => addIndex(subject, part)))();
      walk.changed({ resource: 'table', name, step: 'updated', part });
    } catch (error) {
      // A lesser server knows UpdateTable, but not all that it can do.
      const isRefused = isLesser && error instanceof Error && error.name === 'ValidationException';
      if (!isRefused && !isNotOffered(error)) throw error;
      walk.changed({ resource: 'table', name, step: 'not_offered', part });
    }
  }
}

async function addIndex({ client, name, definition }: Subject, part: string): Promise<void> {
  const index = definition.indexes.find((candidate) => indexPart(candidate.name) === part);
  if (index === undefined) throw new Error(`Nobody knows how to mend ${part} of table ${name}`);
  await updateTable(client, name, createIndexUpdate(definition, index), (table) =>
    (table.GlobalSecondaryIndexes ?? []).some(({ IndexName }) => IndexName === index.name),
  );
}

/** Waits for its turn and for the end of the change; another instance may make the same one. */
async function updateTable(
  client: TableClient,
  name: string,
  change: Partial<UpdateTableCommandInput>,
  isDone: (table: TableDescription) => boolean = () => false,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if (isDone(await waitUntilActive(client, name))) return;
    try {
      await client.send(new UpdateTableCommand({ ...change, TableName: name }));
      break;
    } catch (error) {
      if (!(error instanceof ResourceInUseException) || attempt === ATTEMPTS) throw error;
    }
  }
  await waitUntilActive(client, name);
}

/** The table once it and all its indexes can be used. */
async function waitUntilActive(client: TableClient, name: string): Promise<TableDescription> {
  let pause = FIRST_POLL_MS;
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    const table = await describeTable(client, name);
    if (table && isActive(table)) return table;
    await sleep(pause);
    pause = Math.min(pause * 2, POLL_MS);
  }
  throw new ProvisioningError(`Table ${name} was not ready within ${PATIENCE_MS / 1000} seconds.`);
}

function isActive({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean {
  return TableStatus === 'ACTIVE' && GlobalSecondaryIndexes.every((index) => index.IndexStatus === 'ACTIVE');
}

async function enableExpiry(client: TableClient, name: string, definition: TableDefinition): Promise<void> {
  const specification = { Enabled: true, AttributeName: definition.timeToLive };
  await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: specification }));
}

async function enableBackups(client: TableClient, name: string): Promise<void> {
  const command = new UpdateContinuousBackupsCommand({
    TableName: name,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(command);
      return;
    } catch (error) {
      // A table that was just created is not ready for it at once.
      if (!(error instanceof ContinuousBackupsUnavailableException) || attempt === ATTEMPTS) throw error;
      await sleep(Math.min(FIRST_POLL_MS * 2 ** attempt, POLL_MS));
    }
  }
}
