import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createDynamoDbClient } from '../../dist/aws/dynamodb-client.js';
import { SilentObserver } from '../../dist/aws/silent-observer.js';
import { tableName } from '../../dist/aws/table-name.js';
import { TABLES } from '../../dist/provisioning/deployment.js';
import { ensureTables } from '../../dist/provisioning/ensure-tables.js';
import { sessionTable, toSessionItem } from '../../dist/sessions/dynamodb/session.table.js';
import { profileTable, toProfileItem } from '../../dist/users/dynamodb/profile.table.js';
import { newProfile } from '../../dist/users/new-profile.js';
import { person } from './tokens.mjs';

export const TABLE_PREFIX = 'bench-';
export const CREDENTIALS = { accessKeyId: 'bench', secretAccessKey: 'bench' };
const CREATED = '2026-01-01T00:00:00.000Z';
const DAY_MS = 86_400_000;
const AT_ONCE = 4;
const BATCH = 25;

export function profileItemOf(number) {
  const identity = {
    userId: person(number).userId,
    email: `person${number}@example.com`,
    emailVerified: true,
    firstName: 'Ada',
    lastName: 'Lovelace',
    role: 'Employee',
    department: 'Engineering',
    employeeId: `E-${number}`,
    termsVersion: '1',
    termsAcceptedAt: CREATED,
  };
  const profile = { ...newProfile(identity, 'ACTIVE', CREATED), lastLoginAt: CREATED };
  return marshall(toProfileItem(profile), { removeUndefinedValues: true });
}

export function sessionItemOf(number) {
  const now = Date.now();
  const place = { ipAddress: '192.0.2.1', userAgent: 'bench' };
  const times = { createdAt: now, lastSeenAt: now, expiresAt: now + 30 * DAY_MS, endedAt: null };
  return toSessionItem({ ...person(number), ...place, ...times });
}

/** Tables with that many people who are signed in. */
export async function seed(endpoint, people) {
  const connection = { region: 'us-east-1', dynamodb: { endpoint, credentials: CREDENTIALS } };
  const client = createDynamoDbClient(connection, new SilentObserver());
  await ensureTables(client, TABLE_PREFIX, TABLES);
  const firsts = Array.from({ length: Math.ceil(people / BATCH) }, (_, batch) => batch * BATCH).values();
  const work = async () => {
    for (const first of firsts) {
      const numbers = Array.from({ length: Math.min(BATCH, people - first) }, (_, index) => first + index);
      await write(client, profileTable, numbers.map(profileItemOf));
      await write(client, sessionTable, numbers.map(sessionItemOf));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  client.destroy();
}

async function write(client, definition, items) {
  const name = tableName(TABLE_PREFIX, definition);
  let left = { [name]: items.map((Item) => ({ PutRequest: { Item } })) };
  while (Object.keys(left).length > 0) {
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems: left }));
    left = UnprocessedItems;
  }
}
