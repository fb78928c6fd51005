import { randomUUID } from 'node:crypto';
import type { ProfileRepository, SignInFacts } from '../../src/users/profile-repository.port.js';
import type { IdentitySnapshot, Profile } from '../../src/users/profile.js';
import { eventually } from '../support/eventually.js';
import { somebody } from './profile-repository.identities.js';

const FIRST = '2026-01-31T08:00:00.000Z';
const SECOND = '2026-01-31T09:00:00.500Z';
const THIRD = '2026-01-31T10:00:00.000Z';
const SECONDS = Date.parse('2026-01-31T09:00:00.000Z') / 1000;

export function describeProfileAdministrationContract(
  name: string,
  makeRepository: () => ProfileRepository,
): void {
  describe(`ProfileRepository ${name}, administered`, () => {
    let repository: ProfileRepository;
    let identity: IdentitySnapshot;
    let userId: string;
    let created: Profile;

    const signIn = (issuedAt: number, groups: readonly string[], email = identity.email): SignInFacts => ({
      identity: { ...identity, email },
      groups,
      mfaEnabled: true,
      issuedAt,
      at: THIRD,
    });

    beforeEach(async () => {
      repository = makeRepository();
      identity = somebody();
      ({ userId } = identity);
      created = await repository.create(identity, 'ACTIVE', FIRST);
    });

    describe('setStatus', () => {
      it('changes the status and raises the version', async () => {
        const disabled = { ...created, status: 'DISABLED', updatedAt: SECOND, version: 2 };
        await expect(repository.setStatus(userId, 'DISABLED', SECOND)).resolves.toEqual(disabled);
        await expect(repository.find(userId)).resolves.toEqual(disabled);
      });

      it('changes nothing when repeated', async () => {
        const disabled = await repository.setStatus(userId, 'DISABLED', SECOND);
        await expect(repository.setStatus(userId, 'DISABLED', THIRD)).resolves.toEqual(disabled);
      });
    });

    describe('groups', () => {
      it('come and go, one by one and all at once, and raise the version', async () => {
        await expect(repository.addGroup(userId, 'hr', SECOND)).resolves.toEqual({
          ...created,
          groups: ['hr'],
          updatedAt: SECOND,
          version: 2,
        });
        await repository.addGroup(userId, 'admin', SECOND);
        await expect(repository.find(userId)).resolves.toMatchObject({ groups: ['admin', 'hr'] });
        await repository.removeGroup(userId, 'hr', SECOND);
        await expect(repository.find(userId)).resolves.toMatchObject({ groups: ['admin'] });
        await repository.setGroups(userId, ['b', 'a'], SECOND);
        await expect(repository.find(userId)).resolves.toMatchObject({ groups: ['a', 'b'] });
        await expect(repository.setGroups(userId, [], THIRD)).resolves.toMatchObject({
          groups: [],
          version: 6,
        });
      });

      it('stay as they are when a change is repeated', async () => {
        await repository.addGroup(userId, 'hr', SECOND);
        await expect(repository.addGroup(userId, 'hr', SECOND)).resolves.toMatchObject({ groups: ['hr'] });
        await repository.removeGroup(userId, 'hr', SECOND);
        await expect(repository.removeGroup(userId, 'hr', SECOND)).resolves.toMatchObject({ groups: [] });
        await expect(repository.addGroup(userId, 'hr', SECOND)).resolves.toMatchObject({ groups: ['hr'] });
      });

      it('lose nothing when several are added and removed at once', async () => {
        await repository.setGroups(userId, ['x', 'y'], SECOND);
        const added = ['a', 'b', 'c', 'd', 'e'];
        await Promise.all([
          ...added.map((group) => repository.addGroup(userId, group, SECOND)),
          ...['x', 'y'].map((group) => repository.removeGroup(userId, group, SECOND)),
        ]);
        await expect(repository.find(userId)).resolves.toMatchObject({ groups: added });
      });

      it.each([
        ['removed', (at: string) => repository.removeGroup(userId, 'admin', at), []],
        ['added', (at: string) => repository.addGroup(userId, 'hr', at), ['admin', 'hr']],
        ['replaced', (at: string) => repository.setGroups(userId, ['hr'], at), ['hr']],
      ])('%s are not undone by a sign-in with a token from before', async (_, change, groups) => {
        await repository.recordSignIn(signIn(SECONDS - 100, ['admin']));
        await change(SECOND);
        for (const issuedAt of [SECONDS - 1, SECONDS]) {
          await expect(repository.recordSignIn(signIn(issuedAt, ['admin', 'old']))).resolves.toMatchObject({
            outcome: 'recorded',
            profile: { groups, mfaEnabled: true, lastLoginAt: THIRD },
          });
        }
      });

      it('follow a sign-in with a token from after', async () => {
        await repository.removeGroup(userId, 'admin', SECOND);
        await repository.recordSignIn(signIn(SECONDS + 60, ['admin']));
        await expect(repository.find(userId)).resolves.toMatchObject({ groups: ['admin'] });
      });

      it('that a token from before brings again are still removed where nothing was to remove', async () => {
        await repository.removeGroup(userId, 'admin', SECOND);
        await repository.recordSignIn(signIn(SECONDS, ['admin']));
        await expect(repository.find(userId)).resolves.toMatchObject({ groups: [] });
      });

      it('make an unconfirmed account active even where the token is from before', async () => {
        await repository.setStatus(userId, 'UNCONFIRMED', SECOND);
        await repository.removeGroup(userId, 'admin', SECOND);
        await repository.recordSignIn(signIn(SECONDS, ['admin']));
        await expect(repository.find(userId)).resolves.toMatchObject({ status: 'ACTIVE' });
      });

      it('do not let anybody in who is disabled, whatever the age of the token', async () => {
        await repository.removeGroup(userId, 'admin', SECOND);
        await repository.setStatus(userId, 'DISABLED', SECOND);
        for (const issuedAt of [SECONDS, SECONDS + 60]) {
          await expect(repository.recordSignIn(signIn(issuedAt, ['admin']))).resolves.toEqual({
            outcome: 'disabled',
          });
        }
      });
    });

    describe('setEmail', () => {
      it('changes the address, which is verified then, in lower case', async () => {
        await expect(repository.setEmail(userId, `New-${userId}@Example.com`, SECOND)).resolves.toEqual({
          ...created,
          email: `new-${userId}@example.com`,
          emailVerified: true,
          updatedAt: SECOND,
          version: 2,
        });
      });

      it('is found by the new address only', async () => {
        const email = `new-${userId}@example.com`;
        await repository.setEmail(userId, email, SECOND);
        await eventually(async () => {
          await expect(repository.findByEmail(email)).resolves.toMatchObject({ userId });
        });
        await expect(repository.findByEmail(identity.email)).resolves.toBeNull();
      });

      it('is not undone by a sign-in with a token from before, but by one from after', async () => {
        const email = `new-${userId}@example.com`;
        await repository.setEmail(userId, email, SECOND);
        await repository.recordSignIn(signIn(SECONDS, []));
        await expect(repository.find(userId)).resolves.toMatchObject({ email });
        await repository.recordSignIn(signIn(SECONDS + 60, []));
        await expect(repository.find(userId)).resolves.toMatchObject({ email: identity.email });
      });
    });

    describe('findByEmail', () => {
      it('finds the whole address, in any case', async () => {
        await repository.create(somebody({ email: `${identity.email}.uk` }), 'ACTIVE', FIRST);
        await repository.create(somebody({ email: `a${identity.email}` }), 'ACTIVE', FIRST);
        await eventually(async () => {
          await expect(repository.findByEmail(identity.email.toUpperCase())).resolves.toEqual(created);
        });
      });

      it('follows a sign-in that brings another address', async () => {
        const email = `other-${userId}@example.com`;
        await repository.recordSignIn(signIn(SECONDS, [], email));
        await eventually(async () => {
          await expect(repository.findByEmail(email)).resolves.toMatchObject({ userId });
        });
      });

      it('finds nobody by a part of an address, or by the user id behind it', async () => {
        await eventually(async () => {
          await expect(repository.findByEmail(identity.email)).resolves.toEqual(created);
        });
        for (const email of [userId, `${identity.email}#`, `${identity.email}#${userId}`, '@example.com']) {
          await expect(repository.findByEmail(email)).resolves.toBeNull();
        }
      });
    });

    describe('delete', () => {
      it('erases the profile, from every list too', async () => {
        await repository.delete(userId);
        await expect(repository.find(userId)).resolves.toBeNull();
        await expect(repository.findByEmail(identity.email)).resolves.toBeNull();
      });

      it('may be repeated', async () => {
        await repository.delete(userId);
        await expect(repository.delete(userId)).resolves.toBeUndefined();
      });
    });

    it('tells where there is no profile, and makes none', async () => {
      const nobody = randomUUID();
      await expect(repository.setStatus(nobody, 'DISABLED', SECOND)).resolves.toBeNull();
      await expect(repository.setGroups(nobody, ['a'], SECOND)).resolves.toBeNull();
      await expect(repository.addGroup(nobody, 'a', SECOND)).resolves.toBeNull();
      await expect(repository.removeGroup(nobody, 'a', SECOND)).resolves.toBeNull();
      await expect(repository.setEmail(nobody, 'nobody@example.com', SECOND)).resolves.toBeNull();
      await expect(repository.find(nobody)).resolves.toBeNull();
    });
  });
}
