import { marshall } from '@aws-sdk/util-dynamodb';
import { randomUUID } from 'node:crypto';
import { newProfile } from '../new-profile.js';
import { fromProfileItem, PROFILE_SHARDS, profileTable, shardOf, toProfileItem } from './profile.table.js';

const profileOf = (userId: string, department: string | null) =>
  newProfile(
    {
      userId,
      email: `${userId}@example.com`,
      emailVerified: true,
      firstName: 'Ada',
      lastName: 'Lovelace',
      role: 'Employee',
      department,
      employeeId: null,
      termsVersion: null,
      termsAcceptedAt: null,
    },
    'ACTIVE',
    '2026-01-31T08:00:00.000Z',
  );

describe('profile table', () => {
  it('spreads users evenly over the shards', () => {
    const counts = new Map<string, number>();
    for (let user = 0; user < 8_000; user += 1) {
      const shard = shardOf(randomUUID());
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect(counts.size).toBe(PROFILE_SHARDS);
    expect(Math.max(...counts.values())).toBeLessThan(1_250);
    expect(Math.min(...counts.values())).toBeGreaterThan(750);
  });

  it('keeps a user in the shard it was written to', () => {
    expect(shardOf('00000000-0000-4000-8000-000000000001')).toBe('4');
  });

  it('writes the key of every index, for somebody without a department too', () => {
    const keys = profileTable.indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, String(sortKey)]);
    for (const department of ['Engines', null]) {
      const item: object = toProfileItem(profileOf(randomUUID(), department));
      expect(Object.keys(item)).toEqual(expect.arrayContaining(keys));
    }
  });

  it('never mixes people of one department with people of none', () => {
    const userId = randomUUID();
    const partitions = [null, '', '#', shardOf(userId)].map(
      (department) => toProfileItem(profileOf(userId, department)).departmentShard,
    );
    expect(new Set(partitions).size).toBe(partitions.length);
  });

  it('gives back the profile without the index keys', () => {
    const profile = profileOf(randomUUID(), 'Engines');
    expect(fromProfileItem(marshall(toProfileItem(profile)))).toEqual(profile);
  });
});
