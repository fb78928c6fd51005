import { randomUUID } from 'node:crypto';
import type { IdentitySnapshot } from '../../src/users/profile.js';

/** Somebody nobody else is. */
export function somebody(changes: Partial<IdentitySnapshot> = {}): IdentitySnapshot {
  const userId = randomUUID();
  return {
    userId,
    email: `${userId}@example.com`,
    emailVerified: true,
    firstName: 'Ada',
    lastName: 'Lovelace',
    role: 'Employee',
    department: null,
    employeeId: null,
    termsVersion: null,
    termsAcceptedAt: null,
    ...changes,
  };
}
