import { marshall } from '@aws-sdk/util-dynamodb';
import { toSessionItem } from '../../dist/sessions/dynamodb/session.table.js';
import { toProfileItem } from '../../dist/users/dynamodb/profile.table.js';
import { newProfile } from '../../dist/users/new-profile.js';
import { person } from './tokens.mjs';

export const TABLE_PREFIX = 'bench-';
export const CREDENTIALS = { accessKeyId: 'bench', secretAccessKey: 'bench' };
const CREATED = '2026-01-01T00:00:00.000Z';
const DAY_MS = 86_400_000;

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
