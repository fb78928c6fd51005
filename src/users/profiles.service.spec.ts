import { InMemoryChangeStore } from '../../test/fakes/in-memory-change-store.js';
import { ChangeFeed } from '../changes/change-feed.js';
import { FakeClock } from '../../test/fakes/fake-clock.js';
import { InMemoryProfileRepository } from '../../test/fakes/in-memory-profile-repository.js';
import type { IdentitySnapshot } from './profile.js';
import { ProfilesService } from './profiles.service.js';

const userId = 'user-1';
const IDENTITY: IdentitySnapshot = {
  userId,
  email: 'ada@example.com',
  emailVerified: true,
  firstName: 'Ada',
  lastName: 'Lovelace',
  role: 'Employee',
  department: null,
  employeeId: null,
  termsVersion: null,
  termsAcceptedAt: null,
};

describe('ProfilesService', () => {
  let repository: InMemoryProfileRepository;
  let profiles: ProfilesService;

  beforeEach(async () => {
    repository = new InMemoryProfileRepository();
    const clock = new FakeClock();
    profiles = new ProfilesService(repository, clock, new ChangeFeed(new InMemoryChangeStore(), clock));
    await profiles.create(IDENTITY, 'ACTIVE');
    await profiles.find(userId);
  });

  it('believes what it has written no longer than from when it was asked for, however late the answer comes', async () => {
    const clock = new FakeClock();
    const late = new InMemoryProfileRepository();
    const service = new ProfilesService(late, clock, new ChangeFeed(new InMemoryChangeStore(), clock));
    await service.create(IDENTITY, 'ACTIVE');
    const addGroup = late.addGroup.bind(late);
    jest.spyOn(late, 'addGroup').mockImplementation(async (...change) => {
      const profile = await addGroup(...change);
      await late.setStatus(userId, 'DISABLED', new Date(clock.now()).toISOString());
      clock.advance(3_000);
      return profile;
    });
    await service.addGroup(userId, 'hr');
    clock.advance(1_500);
    await expect(service.find(userId)).resolves.toMatchObject({ status: 'DISABLED' });
  });

  it.each([
    ['status', () => profiles.setStatus(userId, 'DISABLED'), { status: 'DISABLED' }],
    ['groups', () => profiles.setGroups(userId, ['hr']), { groups: ['hr'] }],
    ['one group more', () => profiles.addGroup(userId, 'admin'), { groups: ['admin'] }],
    ['one group less', () => profiles.removeGroup(userId, 'admin'), { groups: [] }],
    ['address', () => profiles.setEmail(userId, 'new@example.com'), { email: 'new@example.com' }],
  ])('shows a change of %s at once', async (_, change, changed) => {
    await expect(change()).resolves.toMatchObject(changed);
    await expect(profiles.find(userId)).resolves.toMatchObject(changed);
    await repository.delete(userId);
    await expect(change()).rejects.toMatchObject({ code: 'not_found' });
    await expect(profiles.find(userId)).resolves.toBeNull();
  });

  it('forgets at once who was erased', async () => {
    await profiles.delete(userId);
    await expect(profiles.find(userId)).resolves.toBeNull();
    await expect(profiles.delete(userId)).resolves.toBeUndefined();
  });

  it('finds by address', async () => {
    await expect(profiles.findByEmail('Ada@example.com')).resolves.toMatchObject({ userId });
    await expect(profiles.findByEmail('eve@example.com')).resolves.toBeNull();
  });
});
