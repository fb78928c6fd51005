import { createHash } from 'node:crypto';
import type { TableDefinition } from '../../aws/table-definition.js';
import type { Profile, ProfileStatus } from '../profile.js';

/** See docs/decisions/0003-profile-keys.md. Raising it means rewriting every item. */
export const PROFILE_SHARDS = 8;

/** Attributes that exist for the indexes alone. */
interface IndexKeys {
  /** Which eighth of the directory the user falls into: `3`. */
  readonly shard: string;
  /** Newest first within a partition: `2026-01-31T08:00:00.000Z#<userId>`. */
  readonly createdKey: string;
  /** Shard and value: `3#Employee`. */
  readonly roleShard: string;
  readonly departmentShard: string;
  readonly statusShard: string;
}

export type ProfileItem = Profile & IndexKeys;

export const profileTable: TableDefinition = {
  name: 'profiles',
  partitionKey: 'userId',
  indexes: [
    { name: 'newest', partitionKey: 'shard', sortKey: 'createdKey' },
    { name: 'by-email', partitionKey: 'shard', sortKey: 'email' },
    { name: 'by-role', partitionKey: 'roleShard', sortKey: 'createdKey' },
    { name: 'by-department', partitionKey: 'departmentShard', sortKey: 'createdKey' },
    { name: 'by-status', partitionKey: 'statusShard', sortKey: 'createdKey' },
  ],
};

/** A user stays in one shard for ever, spread evenly because the hash is. */
export function shardOf(userId: string): string {
  return String(createHash('sha256').update(userId).digest().readUInt32BE(0) % PROFILE_SHARDS);
}

export function roleShard(userId: string, role: string): string {
  return `${shardOf(userId)}#${role}`;
}

/** Nobody's department has a partition too, so that the attribute is always there. */
export function departmentShard(userId: string, department: string | null): string {
  return department === null ? shardOf(userId) : `${shardOf(userId)}#${department}`;
}

function statusShard(userId: string, status: ProfileStatus): string {
  return `${shardOf(userId)}#${status}`;
}

export function toProfileItem(profile: Profile): ProfileItem {
  const { userId, role, department, status, createdAt } = profile;
  return {
    ...profile,
    shard: shardOf(userId),
    createdKey: `${createdAt}#${userId}`,
    roleShard: roleShard(userId, role),
    departmentShard: departmentShard(userId, department),
    statusShard: statusShard(userId, status),
  };
}

export function fromProfileItem(attributes: Record<string, unknown>): Profile {
  const item = attributes as unknown as ProfileItem;
  return {
    userId: item.userId,
    email: item.email,
    emailVerified: item.emailVerified,
    firstName: item.firstName,
    lastName: item.lastName,
    role: item.role,
    department: item.department,
    employeeId: item.employeeId,
    status: item.status,
    groups: item.groups,
    mfaEnabled: item.mfaEnabled,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    lastLoginAt: item.lastLoginAt,
    termsVersion: item.termsVersion,
    termsAcceptedAt: item.termsAcceptedAt,
    version: item.version,
  };
}
