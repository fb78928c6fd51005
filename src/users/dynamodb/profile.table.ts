import type { AttributeValue } from '@aws-sdk/client-dynamodb';
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
  /** Which eighth of the addresses: that of the address itself, so that one address is in one known partition. */
  readonly emailShard: string;
  /** By address within a partition: `ada@example.com#<userId>`. */
  readonly emailKey: string;
  /** Shard and value: `3#Employee`. */
  readonly roleShard: string;
  readonly departmentShard: string;
  readonly statusShard: string;
}

/** What the item keeps in another form than the profile, or beside it. */
interface StoredFields {
  /** A set, so that one write adds or takes one away; DynamoDB has no empty sets, so nobody's groups are left out. */
  readonly groups?: ReadonlySet<string>;
  /** Tokens issued before (epoch seconds) are not believed on groups and address: these were changed here since. */
  readonly claimsValidFrom?: number;
  /** The same of sign-ins in which no second factor was asked for. */
  readonly factorValidFrom?: number;
}

export type ProfileItem = Omit<Profile, 'groups'> & IndexKeys & StoredFields;

export const profileTable: TableDefinition = {
  name: 'profiles',
  partitionKey: 'userId',
  indexes: [
    { name: 'newest', partitionKey: 'shard', sortKey: 'createdKey' },
    { name: 'by-email', partitionKey: 'emailShard', sortKey: 'emailKey' },
    { name: 'by-role', partitionKey: 'roleShard', sortKey: 'createdKey' },
    { name: 'by-department', partitionKey: 'departmentShard', sortKey: 'createdKey' },
    { name: 'by-status', partitionKey: 'statusShard', sortKey: 'createdKey' },
  ],
};

/** Of a user id, or of an address: the same for ever, and spread evenly because the hash is. */
export function shardOf(name: string): string {
  return String(createHash('sha256').update(name).digest().readUInt32BE(0) % PROFILE_SHARDS);
}

/** The partition of everybody in the shard, or of those with one value: `3`, `3#Employee`. */
export function partitionOf(shard: string, value: string | null = null): string {
  return value === null ? shard : `${shard}#${value}`;
}

export function roleShard(userId: string, role: string): string {
  return partitionOf(shardOf(userId), role);
}

/** Nobody's department has a partition too, so that the attribute is always there. */
export function departmentShard(userId: string, department: string | null): string {
  return partitionOf(shardOf(userId), department);
}

export function statusShard(userId: string, status: ProfileStatus): string {
  return partitionOf(shardOf(userId), status);
}

export function emailKey(userId: string, email: string): string {
  return `${email}#${userId}`;
}

export function toProfileItem({ groups, ...profile }: Profile): ProfileItem {
  const { userId, email, role, department, status, createdAt } = profile;
  return {
    ...profile,
    ...(groups.length > 0 && { groups: new Set(groups) }),
    shard: shardOf(userId),
    createdKey: `${createdAt}#${userId}`,
    emailShard: shardOf(email),
    emailKey: emailKey(userId, email),
    roleShard: roleShard(userId, role),
    departmentShard: departmentShard(userId, department),
    statusShard: statusShard(userId, status),
  };
}

/** Attribute by attribute, because guards wait for it: the SDK's own conversion of all that is there takes 4 µs more. */
export function fromProfileItem(item: Readonly<Record<string, AttributeValue>>): Profile {
  const text = (name: keyof Profile) => item[name]?.S ?? '';
  const textOrNull = (name: keyof Profile) => item[name]?.S ?? null;
  const passwordChangedAt = item['passwordChangedAt']?.S;
  return {
    userId: text('userId'),
    email: text('email'),
    emailVerified: item['emailVerified']?.BOOL ?? false,
    firstName: text('firstName'),
    lastName: text('lastName'),
    role: text('role'),
    department: textOrNull('department'),
    employeeId: textOrNull('employeeId'),
    status: text('status') as ProfileStatus,
    groups: [...(item['groups']?.SS ?? [])].sort(),
    mfaEnabled: item['mfaEnabled']?.BOOL ?? false,
    createdAt: text('createdAt'),
    updatedAt: text('updatedAt'),
    lastLoginAt: textOrNull('lastLoginAt'),
    termsVersion: textOrNull('termsVersion'),
    termsAcceptedAt: textOrNull('termsAcceptedAt'),
    ...(passwordChangedAt !== undefined && { passwordChangedAt }),
    version: Number(item['version']?.N),
  };
}
