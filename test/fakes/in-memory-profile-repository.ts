import { claimsValidFrom } from '../../src/users/claims-valid-from.js';
import { newProfile } from '../../src/users/new-profile.js';
import { matchesQuery, type ProfilePage, type ProfileQuery } from '../../src/users/profile-query.js';
import {
  ProfileRepository,
  type ProfileUpdated,
  type SignInFacts,
  type SignInRecorded,
} from '../../src/users/profile-repository.port.js';
import type { IdentitySnapshot, Profile, ProfileChanges, ProfileStatus } from '../../src/users/profile.js';

export class InMemoryProfileRepository extends ProfileRepository {
  private readonly profiles = new Map<string, Profile>();
  /** By user: from which `iat` on tokens are believed on groups and address. */
  private readonly claimsValid = new Map<string, number>();
  private readonly factorValid = new Map<string, number>();

  find(userId: string): Promise<Profile | null> {
    return Promise.resolve(this.profiles.get(userId) ?? null);
  }

  create(identity: IdentitySnapshot, status: ProfileStatus, at: string): Promise<Profile> {
    const existing = this.profiles.get(identity.userId);
    return Promise.resolve(existing ?? this.put(newProfile(identity, status, at)));
  }

  confirm(identity: IdentitySnapshot, at: string): Promise<Profile> {
    const existing = this.profiles.get(identity.userId);
    if (!existing)
      return Promise.resolve(this.put({ ...newProfile(identity, 'ACTIVE', at), emailVerified: true }));
    if (existing.status === 'UNCONFIRMED') {
      const email = identity.email.toLowerCase();
      return Promise.resolve(this.change(existing, { status: 'ACTIVE', email, emailVerified: true }, at));
    }
    if (existing.emailVerified) return Promise.resolve(existing);
    return Promise.resolve(this.change(existing, { emailVerified: true }, at));
  }

  recordSignIn(facts: SignInFacts): Promise<SignInRecorded> {
    const { identity, groups, mfaEnabled, passwordChangedAt, issuedAt, at } = facts;
    const fresh = newProfile(identity, 'ACTIVE', at);
    const existing = this.profiles.get(identity.userId) ?? fresh;
    if (existing.status === 'DISABLED') return Promise.resolve({ outcome: 'disabled' });
    const { email, emailVerified, status } = fresh;
    const factorBelieved = mfaEnabled || issuedAt >= (this.factorValid.get(identity.userId) ?? 0);
    const believed = factorBelieved && issuedAt >= (this.claimsValid.get(identity.userId) ?? 0);
    const claims = believed ? { email, emailVerified, groups: inOrder(groups), mfaEnabled } : {};
    const factor = mfaEnabled ? { mfaEnabled } : {};
    const password = passwordChangedAt === undefined ? {} : { passwordChangedAt };
    const profile = { ...existing, ...claims, ...factor, ...password, status, lastLoginAt: at };
    return Promise.resolve({ outcome: 'recorded', profile: this.put(profile) });
  }

  update(
    userId: string,
    changes: ProfileChanges,
    at: string,
    expectedVersion?: number,
  ): Promise<ProfileUpdated> {
    const existing = this.profiles.get(userId);
    if (!existing) return Promise.resolve({ outcome: 'missing' });
    if (expectedVersion !== undefined && existing.version !== expectedVersion) {
      return Promise.resolve({ outcome: 'stale' });
    }
    return Promise.resolve({ outcome: 'updated', profile: this.change(existing, changes, at) });
  }

  setMfaEnabled(userId: string, enabled: boolean, at: string): Promise<void> {
    const existing = this.profiles.get(userId);
    if (existing && existing.mfaEnabled !== enabled) {
      this.factorValid.set(userId, claimsValidFrom(at));
      this.change(existing, { mfaEnabled: enabled }, at);
    }
    return Promise.resolve();
  }

  setPasswordChanged(userId: string, at: string): Promise<void> {
    const existing = this.profiles.get(userId);
    if (existing) this.put({ ...existing, passwordChangedAt: at });
    return Promise.resolve();
  }

  setStatus(userId: string, status: ProfileStatus, at: string): Promise<Profile | null> {
    const existing = this.profiles.get(userId);
    if (!existing || existing.status === status) return Promise.resolve(existing ?? null);
    return Promise.resolve(this.change(existing, { status }, at));
  }

  setGroups(userId: string, groups: readonly string[], at: string): Promise<Profile | null> {
    return this.changeClaims(userId, () => ({ groups: inOrder(groups) }), at);
  }

  addGroup(userId: string, group: string, at: string): Promise<Profile | null> {
    return this.changeClaims(userId, ({ groups }) => ({ groups: inOrder([...groups, group]) }), at);
  }

  removeGroup(userId: string, group: string, at: string): Promise<Profile | null> {
    return this.changeClaims(
      userId,
      ({ groups }) => ({ groups: groups.filter((each) => each !== group) }),
      at,
    );
  }

  setEmail(userId: string, email: string, at: string): Promise<Profile | null> {
    return this.changeClaims(userId, () => ({ email: email.toLowerCase(), emailVerified: true }), at);
  }

  delete(userId: string): Promise<void> {
    this.profiles.delete(userId);
    this.claimsValid.delete(userId);
    this.factorValid.delete(userId);
    return Promise.resolve();
  }

  findByEmail(email: string): Promise<Profile | null> {
    const found = [...this.profiles.values()].filter((profile) => profile.email === email.toLowerCase());
    return Promise.resolve(found.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0] ?? null);
  }

  list(query: ProfileQuery, limit: number, position: string | null): Promise<ProfilePage> {
    const keyOf = ({ userId, email, createdAt }: Profile) =>
      `${query.email === undefined ? createdAt : email}#${userId}`;
    const order = (a: string, b: string) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)) * (query.email === undefined ? -1 : 1);
    const left = [...this.profiles.values()]
      .filter((profile) => matchesQuery(profile, query))
      .filter((profile) => position === null || order(position, keyOf(profile)) < 0)
      .sort((a, b) => order(keyOf(a), keyOf(b)));
    const profiles = left.slice(0, limit);
    const last = profiles.at(-1);
    return Promise.resolve({ profiles, next: last && left.length > limit ? keyOf(last) : null });
  }

  private changeClaims(
    userId: string,
    changesOf: (profile: Profile) => Partial<Profile>,
    at: string,
  ): Promise<Profile | null> {
    const existing = this.profiles.get(userId);
    if (!existing) return Promise.resolve(null);
    this.claimsValid.set(userId, claimsValidFrom(at));
    return Promise.resolve(this.change(existing, changesOf(existing), at));
  }

  private change(profile: Profile, changes: Partial<Profile>, at: string): Profile {
    return this.put({ ...profile, ...changes, updatedAt: at, version: profile.version + 1 });
  }

  private put(profile: Profile): Profile {
    this.profiles.set(profile.userId, profile);
    return profile;
  }
}

function inOrder(groups: readonly string[]): string[] {
  return [...new Set(groups)].sort();
}
