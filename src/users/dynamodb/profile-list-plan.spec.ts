import type { ProfileQuery } from '../profile-query.js';
import { planOf } from './profile-list-plan.js';
import { PROFILE_SHARDS, profileTable } from './profile.table.js';

describe('planOf', () => {
  const indexOf = (query: ProfileQuery) => planOf(query).index;

  it('takes the index that leaves the fewest profiles to pass over', () => {
    const [role, department] = ['HR', 'Engines'];
    expect(indexOf({})).toBe('newest');
    expect(indexOf({ role })).toBe('by-role');
    expect(indexOf({ department, role, status: 'ACTIVE' })).toBe('by-department');
    expect(indexOf({ role, status: 'ACTIVE' })).toBe('by-role');
    expect(indexOf({ status: 'ACTIVE' })).toBe('by-status');
    expect(indexOf({ department, role, status: 'DISABLED' })).toBe('by-status');
    expect(indexOf({ email: 'ada', department, role, status: 'DISABLED' })).toBe('by-email');
  });

  it('says whether profiles have to be passed over', () => {
    expect(planOf({}).chooses).toBe(false);
    expect(planOf({ email: 'ada' }).chooses).toBe(false);
    expect(planOf({ role: 'HR', status: 'ACTIVE' }).chooses).toBe(true);
  });

  it('names every shard of an index that exists', () => {
    const queries: ProfileQuery[] = [
      {},
      { email: 'a' },
      { role: 'a' },
      { department: 'a' },
      { status: 'ACTIVE' },
    ];
    for (const query of queries) {
      const { index, partitionKey, partitions, sortKey } = planOf(query);
      expect(profileTable.indexes).toContainEqual({ name: index, partitionKey, sortKey });
      expect(new Set(partitions).size).toBe(PROFILE_SHARDS);
    }
    expect(planOf({ role: 'HR' }).partitions).toContain('3#HR');
    expect(planOf({ email: 'HR' }).partitions).toContain('3');
  });
});
