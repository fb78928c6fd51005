import { InMemoryProfileRepository } from '../../test/fakes/in-memory-profile-repository.js';
import { loadConfig } from '../config/load-config.js';
import { Cursors } from '../shared/cursors.js';
import { SecretKeys } from '../shared/secret-keys.js';
import { ProfileDirectory } from './profile-directory.service.js';
import type { ProfileQuery } from './profile-query.js';

describe('ProfileDirectory', () => {
  const repository = new InMemoryProfileRepository();
  const cursors = new Cursors(new SecretKeys(['a secret of at least thirty-two bytes']));
  const directory = new ProfileDirectory(repository, cursors, loadConfig({ ROLES: 'Employee,HR' }));

  beforeAll(async () => {
    for (const name of ['ada', 'bea', 'cleo']) {
      const identity = {
        userId: name,
        email: `${name}@example.com`,
        emailVerified: true,
        firstName: name,
        lastName: 'Lovelace',
        role: 'HR',
        department: 'Engines',
        employeeId: null,
        termsVersion: null,
        termsAcceptedAt: null,
      };
      await repository.create(identity, 'ACTIVE', '2026-01-01T00:00:00.000Z');
    }
  });

  it('leads from page to page by cursors that tell nothing', async () => {
    const first = await directory.list({ role: 'HR' }, { limit: 2 });
    expect(first.profiles.map(({ userId }) => userId)).toEqual(['cleo', 'bea']);
    const cursor = first.nextCursor ?? '';
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('bea');
    const second = await directory.list({ role: 'HR' }, { limit: 100, cursor });
    expect(second).toMatchObject({ profiles: [{ userId: 'ada' }], nextCursor: null });
  });

  const others: ProfileQuery[] = [
    {},
    { role: 'Employee' },
    { department: 'HR' },
    { role: 'HR', status: 'ACTIVE' },
    { role: 'HR', email: '' },
  ];

  it.each(others)('refuses a cursor of another query than %j', async (query) => {
    const { nextCursor } = await directory.list({ role: 'HR' }, { limit: 1 });
    await expect(directory.list(query, { limit: 1, cursor: nextCursor ?? '' })).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'cursor' }],
    });
  });

  it('refuses a role that does not exist', async () => {
    await expect(directory.list({ role: 'Emperor' }, { limit: 1 })).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'role', message: 'must be one of Employee, HR' }],
    });
  });
});
