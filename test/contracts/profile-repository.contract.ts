import { randomUUID } from 'node:crypto';
import type { ProfileRepository, SignInFacts } from '../../src/users/profile-repository.port.js';
import type { IdentitySnapshot, Profile } from '../../src/users/profile.js';

const FIRST = '2026-01-31T08:00:00.000Z';
const SECOND = '2026-01-31T09:00:00.000Z';
const THIRD = '2026-01-31T10:00:00.000Z';

export function describeProfileRepositoryContract(
  name: string,
  makeRepository: () => ProfileRepository,
): void {
  describe(`ProfileRepository ${name}`, () => {
    let repository: ProfileRepository;
    let identity: IdentitySnapshot;
    let userId: string;
    let fresh: Profile;

    const signIn = (changes: Partial<SignInFacts> = {}): SignInFacts => ({
      identity: { ...identity, emailVerified: true },
      groups: ['admin'],
      mfaEnabled: true,
      issuedAt: Date.parse(SECOND) / 1000,
      at: SECOND,
      ...changes,
    });
    const renamed = (): IdentitySnapshot => ({
      ...identity,
      firstName: 'Other',
      lastName: 'Name',
      role: 'HR',
      department: 'Elsewhere',
      employeeId: 'E-2',
      termsVersion: '9',
      termsAcceptedAt: THIRD,
    });

    beforeEach(() => {
      repository = makeRepository();
      userId = randomUUID();
      identity = {
        userId,
        email: `${userId}@example.com`,
        emailVerified: false,
        firstName: 'Ada',
        lastName: 'Lovelace',
        role: 'Employee',
        department: 'Engines',
        employeeId: 'E-1',
        termsVersion: '2026-01',
        termsAcceptedAt: FIRST,
      };
      fresh = {
        ...identity,
        status: 'UNCONFIRMED',
        groups: [],
        mfaEnabled: false,
        createdAt: FIRST,
        updatedAt: FIRST,
        lastLoginAt: null,
        version: 1,
      };
    });

    describe('create', () => {
      it('stores a profile that find gives back', async () => {
        await expect(repository.find(userId)).resolves.toBeNull();
        await expect(repository.create(identity, 'UNCONFIRMED', FIRST)).resolves.toEqual(fresh);
        await expect(repository.find(userId)).resolves.toEqual(fresh);
      });

      it('keeps what a person did not say as null', async () => {
        const bare = { department: null, employeeId: null, termsVersion: null, termsAcceptedAt: null };
        await repository.create({ ...identity, ...bare }, 'ACTIVE', FIRST);
        await expect(repository.find(userId)).resolves.toEqual({ ...fresh, ...bare, status: 'ACTIVE' });
      });

      it('keeps the address in lower case', async () => {
        const email = `${userId}@Example.COM`;
        await expect(repository.create({ ...identity, email }, 'ACTIVE', FIRST)).resolves.toMatchObject({
          email: `${userId}@example.com`,
        });
      });

      it('leaves an existing profile alone and returns it', async () => {
        await repository.create(identity, 'UNCONFIRMED', FIRST);
        await expect(repository.create(renamed(), 'ACTIVE', SECOND)).resolves.toEqual(fresh);
        await expect(repository.find(userId)).resolves.toEqual(fresh);
      });

      it('gives everyone the same profile when repeated at once', async () => {
        const profiles = await Promise.all(
          [identity, renamed()].map((each) => repository.create(each, 'UNCONFIRMED', FIRST)),
        );
        const stored = await repository.find(userId);
        expect(profiles).toEqual([stored, stored]);
      });
    });

    describe('confirm', () => {
      const confirmed = (): Profile => ({
        ...fresh,
        status: 'ACTIVE',
        emailVerified: true,
        updatedAt: SECOND,
        version: 2,
      });

      it('makes the account active and its address verified', async () => {
        await repository.create(identity, 'UNCONFIRMED', FIRST);
        await expect(repository.confirm(renamed(), SECOND)).resolves.toEqual(confirmed());
        await expect(repository.find(userId)).resolves.toEqual(confirmed());
      });

      it('changes nothing when repeated', async () => {
        await repository.create(identity, 'UNCONFIRMED', FIRST);
        await repository.confirm(identity, SECOND);
        await expect(repository.confirm(identity, THIRD)).resolves.toEqual(confirmed());
      });

      it('completes a profile that a crash left out, with all that the sign-up said', async () => {
        await expect(repository.confirm(identity, FIRST)).resolves.toEqual({
          ...fresh,
          status: 'ACTIVE',
          emailVerified: true,
        });
      });

      it('verifies the address of an active account', async () => {
        await repository.create(identity, 'ACTIVE', FIRST);
        await expect(repository.confirm(identity, SECOND)).resolves.toEqual(confirmed());
      });

      it('does not enable a disabled account', async () => {
        await repository.create(identity, 'UNCONFIRMED', FIRST);
        await repository.setStatus(userId, 'DISABLED', FIRST);
        await expect(repository.confirm(identity, SECOND)).resolves.toMatchObject({
          status: 'DISABLED',
          emailVerified: true,
        });
      });
    });

    describe('recordSignIn', () => {
      it('notes the sign-in and leaves version, names and time of change', async () => {
        await repository.create(identity, 'ACTIVE', FIRST);
        const facts = signIn({ identity: { ...renamed(), emailVerified: true } });
        const profile = {
          ...fresh,
          status: 'ACTIVE',
          emailVerified: true,
          groups: ['admin'],
          mfaEnabled: true,
          lastLoginAt: SECOND,
        };
        await expect(repository.recordSignIn(facts)).resolves.toEqual({ outcome: 'recorded', profile });
        await expect(repository.find(userId)).resolves.toEqual(profile);
      });

      it('follows groups, factor and address as they are now', async () => {
        await repository.recordSignIn(signIn());
        const email = `new-${identity.email}`;
        await repository.recordSignIn(
          signIn({
            identity: { ...identity, email, emailVerified: true },
            groups: [],
            mfaEnabled: false,
            at: THIRD,
          }),
        );
        await expect(repository.find(userId)).resolves.toMatchObject({
          email,
          groups: [],
          mfaEnabled: false,
          createdAt: SECOND,
          lastLoginAt: THIRD,
        });
      });

      it('completes a profile that a crash left out, with all that the sign-up said', async () => {
        const profile = {
          ...fresh,
          status: 'ACTIVE',
          emailVerified: true,
          groups: ['admin'],
          mfaEnabled: true,
          createdAt: SECOND,
          updatedAt: SECOND,
          lastLoginAt: SECOND,
        };
        await expect(repository.recordSignIn(signIn())).resolves.toEqual({ outcome: 'recorded', profile });
        await expect(repository.find(userId)).resolves.toEqual(profile);
      });

      it('keeps an empty department empty', async () => {
        await repository.create({ ...identity, department: null }, 'ACTIVE', FIRST);
        await repository.recordSignIn(signIn());
        await expect(repository.find(userId)).resolves.toMatchObject({ department: null });
      });

      it('makes an account active whose confirmation was lost', async () => {
        await repository.create(identity, 'UNCONFIRMED', FIRST);
        await repository.recordSignIn(signIn());
        await expect(repository.find(userId)).resolves.toMatchObject({
          status: 'ACTIVE',
          emailVerified: true,
        });
      });

      it('is refused when disabled, and writes nothing', async () => {
        await repository.create(identity, 'ACTIVE', FIRST);
        await repository.setStatus(userId, 'DISABLED', FIRST);
        const before = await repository.find(userId);
        await expect(repository.recordSignIn(signIn())).resolves.toEqual({ outcome: 'disabled' });
        await expect(repository.find(userId)).resolves.toEqual(before);
      });
    });

    describe('update', () => {
      beforeEach(() => repository.create(identity, 'ACTIVE', FIRST));

      it('changes what is named and raises the version', async () => {
        const changes = { firstName: 'Augusta', department: null };
        const profile = { ...fresh, ...changes, status: 'ACTIVE', updatedAt: SECOND, version: 2 };
        await expect(repository.update(userId, changes, SECOND)).resolves.toEqual({
          outcome: 'updated',
          profile,
        });
        await expect(repository.find(userId)).resolves.toEqual(profile);
      });

      it('changes role, department and employee id too', async () => {
        const changes = { role: 'HR', department: 'People', employeeId: 'E-7', lastName: 'King' };
        await repository.update(userId, changes, SECOND);
        await expect(repository.find(userId)).resolves.toMatchObject(changes);
      });

      it('goes through at the expected version', async () => {
        await expect(repository.update(userId, { firstName: 'A' }, SECOND, 1)).resolves.toMatchObject({
          outcome: 'updated',
          profile: { version: 2 },
        });
      });

      it('is stale at another version, and writes nothing', async () => {
        await repository.update(userId, { firstName: 'A' }, SECOND);
        await expect(repository.update(userId, { firstName: 'B' }, THIRD, 1)).resolves.toEqual({
          outcome: 'stale',
        });
        await expect(repository.find(userId)).resolves.toMatchObject({ firstName: 'A', version: 2 });
      });

      it('is not stale after a mere sign-in', async () => {
        await repository.recordSignIn(signIn());
        await expect(repository.update(userId, { firstName: 'A' }, THIRD, 1)).resolves.toMatchObject({
          outcome: 'updated',
        });
      });

      it('tells a missing profile, expected version or not', async () => {
        const nobody = randomUUID();
        await expect(repository.update(nobody, { firstName: 'A' }, SECOND)).resolves.toEqual({
          outcome: 'missing',
        });
        await expect(repository.update(nobody, { firstName: 'A' }, SECOND, 1)).resolves.toEqual({
          outcome: 'missing',
        });
        await expect(repository.find(nobody)).resolves.toBeNull();
      });

      it('lets one of several changes to the same version win', async () => {
        const names = ['A', 'B', 'C', 'D', 'E'];
        const results = await Promise.all(
          names.map((firstName) => repository.update(userId, { firstName }, SECOND, 1)),
        );
        expect(results.filter(({ outcome }) => outcome === 'updated')).toHaveLength(1);
        expect(results.filter(({ outcome }) => outcome === 'stale')).toHaveLength(4);
      });
    });

    describe('setMfaEnabled', () => {
      it('sets the mirror and raises the version once', async () => {
        await repository.create(identity, 'ACTIVE', FIRST);
        await repository.setMfaEnabled(userId, true, SECOND);
        await repository.setMfaEnabled(userId, true, THIRD);
        await expect(repository.find(userId)).resolves.toEqual({
          ...fresh,
          status: 'ACTIVE',
          mfaEnabled: true,
          updatedAt: SECOND,
          version: 2,
        });
      });

      it('is not undone by a sign-in with a token from before, but a factor that was proved is there', async () => {
        await repository.create(identity, 'ACTIVE', FIRST);
        await repository.setMfaEnabled(userId, true, SECOND);
        await repository.recordSignIn(signIn({ mfaEnabled: false, at: THIRD }));
        await expect(repository.find(userId)).resolves.toMatchObject({
          mfaEnabled: true,
          lastLoginAt: THIRD,
        });
        await repository.setMfaEnabled(userId, false, THIRD);
        await repository.recordSignIn(signIn({ mfaEnabled: true, at: THIRD }));
        await expect(repository.find(userId)).resolves.toMatchObject({ mfaEnabled: true });
      });

      it('does nothing where there is no profile', async () => {
        await repository.setMfaEnabled(userId, true, SECOND);
        await expect(repository.find(userId)).resolves.toBeNull();
      });
    });

    describe('setPasswordChanged', () => {
      it('notes the moment and nothing else', async () => {
        await repository.create(identity, 'ACTIVE', FIRST);
        await repository.setPasswordChanged(userId, SECOND);
        await expect(repository.find(userId)).resolves.toEqual({
          ...fresh,
          status: 'ACTIVE',
          passwordChangedAt: SECOND,
        });
      });

      it('does nothing where there is no profile', async () => {
        await repository.setPasswordChanged(userId, SECOND);
        await expect(repository.find(userId)).resolves.toBeNull();
      });
    });
  });
}
