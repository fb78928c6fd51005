import type { ProfileStatus } from '../profile.js';
import type { ProfileQuery } from '../profile-query.js';
import { PROFILE_SHARDS, partitionOf, shardOf } from './profile.table.js';

/** Which index leads to the profiles of a query, and in which order. */
export interface ListPlan {
  readonly index: string;
  readonly partitionKey: string;
  /** One for each shard. */
  readonly partitions: readonly string[];
  readonly sortKey: 'createdKey' | 'emailKey';
  /** What every key begins with; only lists by address have it. */
  readonly prefix?: string;
  /** Whether profiles have to be passed over, because the index knows only one of the filters. */
  readonly chooses: boolean;
}

/** Few people are disabled or unconfirmed, so these come before a department, and that before a role. */
const RARE: readonly ProfileStatus[] = ['DISABLED', 'UNCONFIRMED'];

/** Takes the index that is likely to leave the fewest profiles to pass over. */
export function planOf(query: ProfileQuery): ListPlan {
  const { email, role, department, status } = query;
  const chooses = Object.values(query).filter((value) => value !== undefined).length > 1;
  if (email !== undefined) return { ...byAddress(email), chooses };
  if (status !== undefined && RARE.includes(status)) return { ...byValue('by-status', status), chooses };
  if (department !== undefined) return { ...byValue('by-department', department), chooses };
  if (role !== undefined) return { ...byValue('by-role', role), chooses };
  if (status !== undefined) return { ...byValue('by-status', status), chooses };
  return newest('newest', 'shard');
}

/** One address is in one partition, so finding it is one query. */
export function ofAddress(email: string): ListPlan {
  return { ...byAddress(`${email}#`), partitions: [shardOf(email)] };
}

function byAddress(prefix: string): ListPlan {
  return { ...newest('by-email', 'emailShard'), sortKey: 'emailKey', prefix };
}

const PARTITION_KEYS = {
  'by-status': 'statusShard',
  'by-department': 'departmentShard',
  'by-role': 'roleShard',
} as const;

function byValue(index: keyof typeof PARTITION_KEYS, value: string): ListPlan {
  return newest(index, PARTITION_KEYS[index], value);
}

function newest(index: string, partitionKey: string, value?: string): ListPlan {
  const shards = Array.from({ length: PROFILE_SHARDS }, (_, shard) => String(shard));
  const partitions = shards.map((shard) => partitionOf(shard, value));
  return { index, partitionKey, partitions, sortKey: 'createdKey', chooses: false };
}
