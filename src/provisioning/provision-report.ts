import type { TableReport } from './ensure-tables.js';

/** What was done to a part of the user pool. A run that changes nothing reports nothing. */
export interface UserPoolReport {
  readonly resource: 'user_pool' | 'mfa' | 'app_client' | 'group' | 'domain' | 'identity_provider';
  readonly name: string;
  readonly step: 'created' | 'updated';
}

export type ProvisionReport = UserPoolReport | TableReport;
