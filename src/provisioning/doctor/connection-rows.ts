import {
  AdminGetUserCommand,
  UserNotFoundException,
  type CognitoIdentityProviderClient,
  type UserPoolClientType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { BatchGetItemCommand, GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import type { UserPoolSettings } from '../../auth/cognito/user-pool.definition.js';
import type { AwsConnection } from '../../aws/aws-connection.js';
import { tableName } from '../../aws/table-name.js';
import { TABLES } from '../deployment.js';
import { type DoctorRow, judged } from './doctor-row.js';

const TIMEOUT_MS = 5_000;
const SUBJECT = 'connection';
/** How the service reads an item of each table, as its role allows it; of handoffs it only takes. */
const READS: Readonly<Record<string, 'BatchGetItem' | 'GetItem' | undefined>> = {
  profiles: 'BatchGetItem',
  sessions: 'BatchGetItem',
  factors: 'GetItem',
  counters: 'BatchGetItem',
  audit: 'BatchGetItem',
};

/** The public keys, by which every token is checked, where the service will look for them. */
export async function keyRows({ issuer, jwksUri }: AwsConnection): Promise<DoctorRow[]> {
  const [keys, discovery] = await Promise.all([
    fetchJson(jwksUri),
    fetchJson(`${issuer}/.well-known/openid-configuration`),
  ]);
  const count = Array.isArray(keys?.['keys']) ? keys['keys'].length : 0;
  const toldIssuer = discovery?.['issuer'];
  return [
    judged(count > 0, {
      subject: SUBJECT,
      control: 'JWKS',
      have: count > 0 ? `${count} keys` : 'not to be had',
      want: `public keys at ${jwksUri}`,
      severity: 'critical',
      why: 'Without the public keys of the pool every token is refused.',
      remedy: 'Set COGNITO_JWKS_URI to where the keys are, and let the service reach it',
    }),
    judged(toldIssuer === undefined || toldIssuer === issuer, {
      subject: SUBJECT,
      control: 'issuer',
      have: toldIssuer ?? 'not told',
      want: issuer,
      severity: 'critical',
      why: 'Tokens of another issuer than the configured one are refused.',
      remedy: `Set COGNITO_ISSUER=${String(toldIssuer)}`,
    }),
  ];
}

/** Whether the configured secret is the live one; neither is ever shown. */
export function secretRow({ userPool }: AwsConnection, client: UserPoolClientType | undefined): DoctorRow {
  const isSame = userPool.clientSecret === client?.ClientSecret;
  return judged(isSame, {
    subject: SUBJECT,
    control: 'COGNITO_CLIENT_SECRET',
    have: userPool.clientSecret === undefined ? 'none' : isSame ? "the client's" : 'another one',
    want: client?.ClientSecret === undefined ? 'none' : "the client's",
    severity: 'critical',
    why: 'With a wrong secret every sign-in fails.',
    remedy: 'npm run provision writes the right one into its file',
  });
}

/** Advice that no setting demands. */
export function senderRow(pool: UserPoolType | undefined): DoctorRow {
  const account = pool?.EmailConfiguration?.EmailSendingAccount ?? 'COGNITO_DEFAULT';
  return judged(account === 'DEVELOPER', {
    subject: SUBJECT,
    control: 'EmailSendingAccount',
    have: account,
    want: 'DEVELOPER',
    severity: 'info',
    why: "Cognito's own sender stops after 50 mails a day, so that people wait for their codes.",
    remedy: 'npm run provision -- --mail-from ADDRESS --mail-identity ARN',
  });
}

/** What nobody but an operator knows, unless the service is told its own address; no row where nothing is to be said. */
export function callbackRows({ google, callbackUrls }: UserPoolSettings): DoctorRow[] {
  if (google === undefined || callbackUrls !== undefined) return [];
  return [
    judged(false, {
      subject: SUBJECT,
      control: 'CallbackURLs',
      have: undefined,
      want: 'where the hosted pages lead back to',
      severity: 'critical',
      why: 'Without an address to lead back to Google sign-in fails for everybody.',
      remedy: 'Set PUBLIC_URL, or: npm run provision -- --callback-url URL',
    }),
  ];
}

/** Whether whoever runs this may do what the service does, as far as a read of nothing can tell. */
export async function permissionRows(
  cognito: CognitoIdentityProviderClient,
  dynamodb: DynamoDBClient,
  { userPool, tablePrefix }: AwsConnection,
): Promise<DoctorRow[]> {
  const nobody = { UserPoolId: userPool.userPoolId, Username: randomUUID() };
  const tables = TABLES.flatMap((definition) => {
    const TableName = tableName(tablePrefix, definition);
    const keys = [definition.partitionKey, ...(definition.sortKey === undefined ? [] : [definition.sortKey])];
    const Key = Object.fromEntries(
      keys.map((name) => [name, definition.numberKeys?.includes(name) ? { N: '0' } : { S: randomUUID() }]),
    );
    const reads = {
      GetItem: () => dynamodb.send(new GetItemCommand({ TableName, Key })),
      BatchGetItem: () =>
        dynamodb.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key] } } })),
    };
    const read = READS[definition.name];
    return read === undefined ? [] : [{ name: `dynamodb:${read} ${TableName}`, run: reads[read] }];
  });
  const calls = [
    { name: 'cognito-idp:AdminGetUser', run: () => cognito.send(new AdminGetUserCommand(nobody)) },
    ...tables,
  ];
  return Promise.all(calls.map(async ({ name, run }) => permissionRow(name, await refusal(run))));
}

function permissionRow(control: string, refused: string | undefined): DoctorRow {
  return judged(refused === undefined, {
    subject: 'permissions of whoever runs this',
    control,
    have: refused ?? 'allowed',
    want: 'allowed',
    severity: 'warning',
    why: 'The service needs this call; it may have another role than you have here.',
    remedy: 'Give the role of the service the rights of ServiceRole in deploy/template.yaml',
  });
}

/** Undefined where the call was allowed, even if it found nothing. */
async function refusal(run: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    return error instanceof Error ? error.name : String(error);
  }
}

async function fetchJson(address: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    return response.ok ? ((await response.json()) as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // What cannot be read is reported as such.
    return undefined;
  }
}
