import { randomUUID } from 'node:crypto';
import type { ProfilePage, ProfileQuery } from '../../src/users/profile-query.js';
import type { ProfileRepository } from '../../src/users/profile-repository.port.js';
import type { IdentitySnapshot, Profile } from '../../src/users/profile.js';
import { eventually } from '../support/eventually.js';
import { somebody } from './profile-repository.identities.js';

const HOUR_MS = 3_600_000;
/** Tests share a table, so each has a time of its own, later than those before it. */
let now = Date.parse('2100-01-01T00:00:00.000Z');

export function describeProfileListsContract(name: string, makeRepository: () => ProfileRepository): void {
  describe(`ProfileRepository ${name}, lists`, () => {
    let repository: ProfileRepository;
    /** Only the people of this test are in it. */
    let department: string;

    const later = () => new Date((now += 1_000)).toISOString();
    const create = (changes: Partial<IdentitySnapshot> = {}, status: Profile['status'] = 'ACTIVE') =>
      repository.create(somebody({ department, ...changes }), status, later());
    const createMany = async (count: number, changes: Partial<IdentitySnapshot> = {}) => {
      const people: Profile[] = [];
      for (let person = 0; person < count; person += 1) people.unshift(await create(changes));
      return people;
    };
    const pages = async (query: ProfileQuery, limit: number) => {
      const found: Profile[] = [];
      let position: string | null = null;
      do {
        const page = await repository.list(query, limit, position);
        expect(page.profiles.length).toBeLessThanOrEqual(limit);
        found.push(...page.profiles);
        position = page.next;
      } while (position !== null);
      return found;
    };
    const expectList = (query: ProfileQuery, people: readonly Profile[], limit = 100) =>
      eventually(async () => {
        await expect(pages(query, limit)).resolves.toEqual(people);
      });

    beforeEach(() => {
      repository = makeRepository();
      department = `Engines ${randomUUID()}`;
      now += HOUR_MS;
    });

    it('gives everybody, newest first', async () => {
      const people = await createMany(12);
      await eventually(async () => {
        const page = await repository.list({}, 12, null);
        expect(page.profiles).toEqual(people);
      });
    });

    it('goes through any number of people in pages of any size', async () => {
      const people = await createMany(23);
      for (const limit of [1, 5, 22, 23, 24, 100]) await expectList({ department }, people, limit);
    });

    it('says that there is nobody', async () => {
      await expect(repository.list({ department }, 25, null)).resolves.toEqual({ profiles: [], next: null });
    });

    it.each([
      ['role', { role: 'HR' }],
      ['role and status', { role: 'HR', status: 'ACTIVE' }],
      ['status', { status: 'ACTIVE' }],
    ] as const)('filters by department and %s', async (_, filter) => {
      const people = await createMany(6, { role: 'HR' });
      const others = [await create({ role: 'Manager' }, 'UNCONFIRMED'), await create({}, 'DISABLED')];
      await create({ department: `${department} 2`, role: 'HR' });
      await expectList({ department, ...filter }, people, 4);
      await expectList({ department }, [...others.reverse(), ...people]);
    });

    it('filters by role or status alone', async () => {
      const role = `Role ${randomUUID()}`;
      const people = await createMany(3, { role });
      await expectList({ role }, people, 2);
      await repository.setStatus(people[1]!.userId, 'DISABLED', later());
      await eventually(async () => {
        const { profiles } = await repository.list({ status: 'DISABLED' }, 1, null);
        expect(profiles).toMatchObject([{ userId: people[1]!.userId, status: 'DISABLED' }]);
      });
    });

    it('follows changes of role, department and status', async () => {
      const [person] = await createMany(1);
      const { userId } = person!;
      await repository.update(userId, { role: 'Manager', department: `${department} 2` }, later());
      await repository.setStatus(userId, 'DISABLED', later());
      const changed = (await repository.find(userId))!;
      await expectList({ department }, []);
      await expectList({ department: `${department} 2` }, [changed]);
      await expectList({ department: `${department} 2`, role: 'Manager', status: 'DISABLED' }, [changed]);
      await expectList({ department: `${department} 2`, status: 'ACTIVE' }, []);
      await repository.delete(userId);
      await expectList({ department: `${department} 2` }, []);
    });

    it('gives addresses with one beginning, by address', async () => {
      const prefix = randomUUID();
      const addresses = [
        'a@example.com',
        'b@example.com',
        'ba@example.com',
        'bä@example.com',
        'b🦊@example.com',
      ];
      const people = new Map<string, Profile>();
      for (const address of [
        'ba@example.com',
        'b🦊@example.com',
        'bä@example.com',
        'a@example.com',
        'b@example.com',
      ])
        people.set(address, await create({ email: prefix + address }));
      const byAddress = addresses.map((address) => people.get(address)!);
      await expectList({ email: prefix }, byAddress, 2);
      await expectList({ email: `${prefix}b` }, byAddress.slice(1), 1);
      await expectList({ email: `${prefix}b@example.com` }, byAddress.slice(1, 2));
      await expectList({ email: `${prefix}b`, department, role: 'Employee' }, byAddress.slice(1), 3);
      await expectList({ email: `${prefix}b`, role: 'HR' }, []);
      await expectList({ email: `${prefix}c` }, []);
    });

    it('takes two people with one address for two', async () => {
      const email = `${randomUUID()}@example.com`;
      const people = [await create({ email }), await create({ email })];
      people.sort((a, b) => (a.userId < b.userId ? -1 : 1));
      await expectList({ email }, people, 1);
    });

    it('finds the few among the many, though a page may be short', async () => {
      const rare = [await create({ role: 'HR' })];
      await createMany(60);
      rare.unshift(await create({ role: 'HR' }));
      await expectList({ department, role: 'HR' }, rare, 2);
    });

    it('loses and repeats nobody while people come and go', async () => {
      const people = await createMany(30);
      await expectList({ department }, people);
      const seen: Profile[] = [];
      let position: string | null = null;
      let round = 0;
      do {
        const [page]: [ProfilePage, ...unknown[]] = await Promise.all([
          repository.list({ department }, 4, position),
          create(),
          repository.delete(people[round]!.userId),
          repository.delete(people[29 - round]!.userId),
        ]);
        await Promise.all([create(), create()]);
        seen.push(...page.profiles);
        position = page.next;
        round += 1;
      } while (position !== null);
      const ids = seen.map(({ userId }) => userId);
      expect(new Set(ids).size).toBe(ids.length);
      const stayed = people.slice(round, 30 - round).map(({ userId }) => userId);
      expect(stayed.length).toBeGreaterThan(8);
      expect(ids).toEqual(expect.arrayContaining(stayed));
      expect([...seen].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))).toEqual(seen);
    });

    it('goes on behind somebody who was erased', async () => {
      const people = await createMany(6);
      await expectList({ department }, people);
      const first = await repository.list({ department }, 3, null);
      await repository.delete(people[2]!.userId);
      const second = await repository.list({ department }, 3, first.next);
      expect(second.profiles).toEqual(people.slice(3));
    });
  });
}
