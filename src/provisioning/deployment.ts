import { auditTable } from '../audit/dynamodb/audit.table.js';
import { handoffTable } from '../auth/dynamodb/handoff.table.js';
import { factorTable } from '../auth/dynamodb/recovery-code.table.js';
import type { UserPoolSettings } from '../auth/cognito/user-pool.definition.js';
import type { TableDefinition } from '../aws/table-definition.js';
import type { Settings } from '../config/settings.js';
import { counterTable } from '../limits/dynamodb/counter.table.js';
import { sessionTable } from '../sessions/dynamodb/session.table.js';
import { profileTable } from '../users/dynamodb/profile.table.js';

/** Every table of the service. */
export const TABLES: readonly TableDefinition[] = [
  profileTable,
  sessionTable,
  factorTable,
  handoffTable,
  counterTable,
  auditTable,
];

/** The user pool that a configuration asks for. */
export function userPoolSettings(settings: Settings, deletionProtection: boolean): UserPoolSettings {
  return {
    poolName: `${settings.tablePrefix}users`,
    clientName: `${settings.tablePrefix}service`,
    confidential: true,
    authFlow: settings.authFlow,
    password: settings.password,
    mfaRequired: settings.mfaRequired,
    refreshRotation: settings.refreshRotation,
    challengeMinutes: settings.challengeMinutes,
    accessTokenMinutes: settings.accessTokenMinutes,
    refreshTokenDays: settings.refreshTokenDays,
    groups: [{ name: settings.adminGroup, description: 'May call the administration.' }],
    deletionProtection,
    tier: 'ESSENTIALS',
  };
}
