import type { RecoveryOptionNameType } from '@aws-sdk/client-cognito-identity-provider';
import type { PoolRecord } from '../store/records.js';

export type RecoveryMechanism = RecoveryOptionNameType;

/** How users of the pool get back in who forgot their password, the preferred way first; none when left open. */
export function recoveryMechanisms({ settings }: Pick<PoolRecord, 'settings'>): RecoveryMechanism[] {
  const mechanisms = settings.AccountRecoverySetting?.RecoveryMechanisms ?? [];
  return mechanisms
    .toSorted((left, right) => (left.Priority ?? 0) - (right.Priority ?? 0))
    .flatMap(({ Name }) => Name ?? []);
}
