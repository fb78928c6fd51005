import { newProfile } from './new-profile.js';

describe('newProfile', () => {
  it('starts at version one with the address in lower case and takes nothing beyond the identity', () => {
    const identity = {
      userId: 'u-1',
      email: 'Ada@Example.com',
      emailVerified: true,
      firstName: 'Ada',
      lastName: 'Lovelace',
      role: 'Employee',
      department: null,
      employeeId: null,
      termsVersion: '2026-01',
      termsAcceptedAt: '2026-01-31T08:00:00.000Z',
      password: 'never kept',
    };
    const profile = newProfile(identity, 'ACTIVE', '2026-01-31T09:00:00.000Z');
    expect(profile).toMatchObject({ email: 'ada@example.com', version: 1, lastLoginAt: null, groups: [] });
    expect(profile).not.toHaveProperty('password');
  });
});
