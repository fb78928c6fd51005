import {
  ContinuousBackupsUnavailableException,
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
  type GlobalSecondaryIndex,
} from '@aws-sdk/client-dynamodb';

export interface FakeTable {
  /** As it was created, and changed since. */
  input: CreateTableCommandInput;
  readonly indexes: Pick<GlobalSecondaryIndex, 'IndexName' | 'KeySchema'>[];
  /** How many more looks at the table find it busy. */
  busyFor: number;
  expiresBy: string | undefined;
  backups: boolean;
  backupsReady: boolean;
}

/** The table operations as AWS answers them: slow to be ready, one index at a time, backups not at once. */
export class FakeTableApi {
  private readonly tables = new Map<string, FakeTable>();
  private denied = false;

  readonly send = ((command: unknown) =>
    Promise.resolve().then(() => this.answer(command))) as DynamoDBClient['send'];

  /** Operations that were asked for, but for those that only read. */
  readonly changes: string[] = [];

  table(name: string): FakeTable | undefined {
    return this.tables.get(name);
  }

  denyNext(): void {
    this.denied = true;
  }

  private answer(command: unknown): unknown {
    const operation = (command as object).constructor.name.replace(/Command$/, '');
    if (!operation.startsWith('Describe')) this.changes.push(operation);
    if (this.denied) throw Object.assign(new Error('Not allowed'), { name: 'AccessDeniedException' });
    if (command instanceof CreateTableCommand) return this.create(command.input);
    const { TableName } = (command as DescribeTableCommand).input;
    const table = this.tables.get(String(TableName));
    if (!table) throw new ResourceNotFoundException({ message: 'No such table', $metadata: {} });
    if (command instanceof DescribeTableCommand) return { Table: describe(table) };
    if (command instanceof UpdateTableCommand) return update(table, command);
    if (command instanceof DescribeTimeToLiveCommand) {
      return {
        TimeToLiveDescription: {
          TimeToLiveStatus: table.expiresBy ? 'ENABLED' : 'DISABLED',
          AttributeName: table.expiresBy,
        },
      };
    }
    if (command instanceof UpdateTimeToLiveCommand) {
      table.expiresBy = command.input.TimeToLiveSpecification?.AttributeName;
      return {};
    }
    if (command instanceof DescribeContinuousBackupsCommand) {
      const PointInTimeRecoveryStatus = table.backups ? 'ENABLED' : 'DISABLED';
      return {
        ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus } },
      };
    }
    if (command instanceof UpdateContinuousBackupsCommand) return enableBackups(table);
    throw new Error('The fake does not know this operation');
  }

  private create(input: CreateTableCommandInput): unknown {
    const name = String(input.TableName);
    if (this.tables.has(name)) throw busy();
    const indexes = [...(input.GlobalSecondaryIndexes ?? [])];
    const fresh = { expiresBy: undefined, backups: false, backupsReady: false };
    this.tables.set(name, { input, indexes, busyFor: 2, ...fresh });
    return {};
  }
}

function describe(table: FakeTable): unknown {
  const isBusy = table.busyFor > 0;
  if (isBusy) table.busyFor -= 1;
  return {
    TableName: table.input.TableName,
    TableStatus: 'ACTIVE',
    KeySchema: table.input.KeySchema,
    ...(table.input.BillingMode === 'PAY_PER_REQUEST' && {
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    }),
    DeletionProtectionEnabled: table.input.DeletionProtectionEnabled ?? false,
    ...(table.input.SSESpecification?.Enabled && {
      SSEDescription: { Status: 'ENABLED', SSEType: table.input.SSESpecification.SSEType },
    }),
    GlobalSecondaryIndexes: table.indexes.map(({ IndexName, KeySchema }) => ({
      IndexName,
      KeySchema,
      IndexStatus: isBusy ? 'CREATING' : 'ACTIVE',
    })),
  };
}

function update(table: FakeTable, { input }: UpdateTableCommand): unknown {
  if (table.busyFor > 0) throw busy();
  const { GlobalSecondaryIndexUpdates, BillingMode, DeletionProtectionEnabled, SSESpecification } = input;
  const changes = { BillingMode, DeletionProtectionEnabled, SSESpecification };
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  table.input = { ...table.input, ...Object.fromEntries(given) };
  for (const { Create } of GlobalSecondaryIndexUpdates ?? []) if (Create) table.indexes.push(Create);
  table.busyFor = 2;
  return {};
}

function enableBackups(table: FakeTable): unknown {
  if (!table.backupsReady) {
    table.backupsReady = true;
    throw new ContinuousBackupsUnavailableException({ message: 'Not yet', $metadata: {} });
  }
  table.backups = true;
  return {};
}

function busy(): Error {
  return new ResourceInUseException({ message: 'Busy', $metadata: {} });
}
