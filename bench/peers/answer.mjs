/** What the service answers for the same person, of the same length; a new object each time, as it would be. */
export function profile() {
  return {
    userId: '00000000-0000-4000-8000-000000000000',
    email: 'person0@example.com',
    emailVerified: true,
    firstName: 'Ada',
    lastName: 'Lovelace',
    role: 'Employee',
    department: 'Engineering',
    employeeId: 'E-0',
    status: 'ACTIVE',
    groups: [],
    mfaEnabled: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    lastLoginAt: '2026-01-01T00:00:00.000Z',
  };
}
