import { randomUUID } from 'node:crypto';
import type { AdministeredAccount, Page, PoolGroup } from '../../src/auth/identity-administration.port.js';
import { UNKNOWN_USER, type PoolSteps } from './pool.steps.js';

/** Every page of a list, two items at a time. */
async function everyPage<T>(list: (limit: number, next: string | null) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let next: string | null = null;
  do {
    const page: Page<T> = await list(2, next);
    expect(page.items.length).toBeLessThanOrEqual(2);
    items.push(...page.items);
    next = page.next;
  } while (next !== null);
  return items;
}

export function describeGroups(as: PoolSteps): void {
  const newGroup = async (description: string | null = null): Promise<string> => {
    const name = `contract-${randomUUID()}`;
    await as.subject.administration.createGroup(name, description);
    return name;
  };
  const allGroups = (): Promise<PoolGroup[]> =>
    everyPage((limit, next) => as.subject.administration.listGroups(limit, next));

  describe('groups', () => {
    it('are made once, listed and deleted', async () => {
      const { administration } = as.subject;
      const name = `contract-${randomUUID()}`;
      await expect(administration.createGroup(name, 'People of Zürich')).resolves.toBe('created');
      await expect(administration.createGroup(name, null)).resolves.toBe('exists');
      const plain = await newGroup();
      const groups = await allGroups();
      expect(groups).toContainEqual({ name, description: 'People of Zürich' });
      expect(groups).toContainEqual({ name: plain, description: null });
      await expect(administration.deleteGroup(name)).resolves.toBe(true);
      await expect(administration.deleteGroup(name)).resolves.toBe(false);
      await administration.deleteGroup(plain);
      const names = (await allGroups()).map((group) => group.name);
      expect(names).not.toContain(name);
      expect(names).not.toContain(plain);
    });

    it('are not listed from a position that is none, or over', async () => {
      const list = as.subject.administration.listGroups(2, 'bm93aGVyZQ');
      await expect(list).rejects.toMatchObject({ code: 'validation_failed', errors: [{ field: 'cursor' }] });
    });

    it('let people in and out, and any number of times', async () => {
      const { administration } = as.subject;
      const { email, userId } = await as.registerAndConfirm();
      const [first, second] = [await newGroup(), await newGroup('The second')];
      for (const group of [first, second, second]) {
        await expect(administration.addToGroup(userId, group)).resolves.toBe('done');
      }
      const groups = await administration.groupsOf(userId);
      expect(groups).toHaveLength(2);
      expect(groups).toContainEqual({ name: second, description: 'The second' });
      expect([...(await as.signedIn(email)).groups].sort()).toEqual([first, second].sort());
      for (let i = 0; i < 2; i += 1) {
        await expect(administration.removeFromGroup(userId, first)).resolves.toBe('done');
      }
      await administration.deleteGroup(second);
      await expect(administration.groupsOf(userId)).resolves.toEqual([]);
      expect((await as.signedIn(email)).groups).toEqual([]);
    });

    it('tell an unknown person from an unknown group', async () => {
      const { administration } = as.subject;
      const { userId } = await as.registerAndConfirm();
      const group = await newGroup();
      for (const change of ['addToGroup', 'removeFromGroup'] as const) {
        await expect(administration[change](UNKNOWN_USER, group)).resolves.toBe('no_user');
        for (const unknown of [`contract-${randomUUID()}`, 'no blanks in names']) {
          await expect(administration[change](userId, unknown)).resolves.toBe('no_group');
        }
      }
      await expect(administration.groupsOf(UNKNOWN_USER)).resolves.toBeNull();
    });

    it('tell who is in them, as far as asked', async () => {
      const { administration } = as.subject;
      const group = await newGroup();
      await expect(administration.members(group, 2)).resolves.toEqual([]);
      const people = [await as.registerAndConfirm(), await as.registerAndConfirm(), await as.register()];
      for (const { userId } of people) await administration.addToGroup(userId, group);
      const ids = people.map(({ userId }) => userId).sort();
      expect([...(await administration.members(group, 100))].sort()).toEqual(ids);
      await expect(administration.members(group, 2)).resolves.toHaveLength(2);
      await expect(administration.members(`contract-${randomUUID()}`, 2)).resolves.toEqual([]);
      const paged = await everyPage((limit, next) => administration.listMembers(group, limit, next));
      expect(paged.sort()).toEqual(ids);
      const none = await administration.listMembers(`contract-${randomUUID()}`, 2, null);
      expect(none).toEqual({ items: [], next: null });
    });

    it('of federated providers do not exist', async () => {
      const { administration } = as.subject;
      const { email, userId } = await as.registerAndConfirm();
      const group = await as.subject.addToAutomaticGroup(userId);
      await expect(administration.groupsOf(userId)).resolves.toEqual([]);
      expect((await as.signedIn(email)).groups).toEqual([]);
      expect((await allGroups()).map(({ name }) => name)).not.toContain(group);
      await expect(administration.members(group, 10)).resolves.toEqual([]);
      await expect(administration.listMembers(group, 10, null)).resolves.toEqual({ items: [], next: null });
      await expect(administration.addToGroup(userId, group)).resolves.toBe('no_group');
      await expect(administration.removeFromGroup(userId, group)).resolves.toBe('no_group');
      await expect(administration.createGroup(group, null)).resolves.toBe('exists');
      await expect(administration.deleteGroup(group)).resolves.toBe(false);
    });
  });
}

/** Reads the whole pool, which nobody wants to do with a real one. */
export function describeListing(as: PoolSteps): void {
  it('lists every account once', async () => {
    const people = [await as.register(), await as.registerAndConfirm(), await as.invited()];
    const accounts: AdministeredAccount[] = await everyPage((limit, next) =>
      as.subject.administration.listAccounts(limit, next),
    );
    const ids = accounts.map(({ identity }) => identity.userId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { userId } of people) {
      const listed = accounts.find(({ identity }) => identity.userId === userId);
      expect(listed).toEqual(await as.subject.administration.find(userId));
    }
    await expect(as.subject.administration.estimateAccounts()).resolves.toBeGreaterThanOrEqual(people.length);
  });
}
