import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AwsConnection } from '../../aws/aws-connection.js';
import type { Settings } from '../../config/settings.js';
import { askedDeployment, tablesOf } from '../asked-deployment.js';
import { ensureTables } from '../ensure-tables.js';
import { findAppClient } from '../find-user-pool.js';
import { looking } from '../finding.js';
import { provisionUserPool } from '../provision.js';
import { ProvisioningError } from '../provisioning-error.js';
import { callbackRows, keyRows, permissionRows, secretRow, senderRow } from './connection-rows.js';
import { controlOf } from './controls.js';
import { type DoctorRow, unasked } from './doctor-row.js';
import { findingRows } from './finding-rows.js';
import { profileRows } from './profile-rows.js';

export interface Deployment {
  readonly settings: Settings;
  readonly connection: AwsConnection;
  readonly cognito: CognitoIdentityProviderClient;
  readonly dynamodb: DynamoDBClient;
}

export interface Examination {
  readonly rows: readonly DoctorRow[];
  /** The ARN of the pool, which names the account. */
  readonly userPoolArn: string | undefined;
}

const DENIED = new Set(['AccessDeniedException', 'NotAuthorizedException', 'UnauthorizedException']);

/** Looks at everything that the settings demand of a deployment, and changes nothing. */
export async function examine(deployment: Deployment): Promise<Examination> {
  const { settings, connection, cognito, dynamodb } = deployment;
  const [pool, tables, keys, permissions] = await Promise.all([
    examinePool(deployment),
    whereAllowed('table', `${settings.tablePrefix}*`, () => examineTables(deployment)),
    keyRows(connection),
    permissionRows(cognito, dynamodb, connection),
  ]);
  return {
    rows: [...profileRows(settings), ...pool.rows, ...tables, ...keys, ...permissions],
    userPoolArn: pool.userPoolArn,
  };
}

async function examinePool({ settings, connection, cognito }: Deployment): Promise<Examination> {
  let userPoolArn: string | undefined;
  const rows = await whereAllowed('user_pool', connection.userPool.userPoolId, async () => {
    const asked = await askedDeployment(cognito, settings);
    userPoolArn = asked.livePool?.Arn;
    const found: DoctorRow[] = [];
    const walk = looking((finding) => found.push(...findingRows(finding)));
    const { userPoolId } = await provisionUserPool(cognito, asked.settings, walk);
    const client = userPoolId === '' ? undefined : await findAppClient(cognito, userPoolId, asked.settings);
    return [
      ...found,
      ...callbackRows(asked.settings),
      secretRow(connection, client),
      senderRow(asked.livePool),
    ];
  });
  return { rows, userPoolArn };
}

async function examineTables({ settings, dynamodb }: Deployment): Promise<DoctorRow[]> {
  const rows: DoctorRow[] = [];
  const walk = looking((finding) => rows.push(...findingRows(finding)));
  const { prefix, definitions, encryption } = tablesOf(settings);
  await ensureTables(dynamodb, prefix, definitions, walk, encryption);
  return rows;
}

/** A missing right or a pool that is not there is a row; a server that cannot be reached ends the examination. */
async function whereAllowed(
  resource: 'user_pool' | 'table',
  name: string,
  look: () => Promise<DoctorRow[]>,
): Promise<DoctorRow[]> {
  try {
    return await look();
  } catch (error) {
    const isDenied = error instanceof Error && DENIED.has(error.name);
    if (!isDenied && !(error instanceof ProvisioningError)) throw error;
    const row = {
      subject: `${resource.replaceAll('_', ' ')} ${name}`,
      control: isDenied ? 'may be examined' : 'exists',
      want: true,
      why: isDenied ? 'What may not be read cannot be judged.' : controlOf(resource).why,
      severity: isDenied ? 'warning' : 'critical',
      remedy: isDenied
        ? `Run the doctor with the rights in docs/operator-commands.md (${error.name})`
        : error.message,
    } as const;
    return [unasked(row)];
  }
}
