import { newProfile } from '../../src/users/new-profile.js';
import {
  ProfileRepository,
  type ProfileUpdated,
  type SignInFacts,
  type SignInRecorded,
} from '../../src/users/profile-repository.port.js';
import type { IdentitySnapshot, Profile, ProfileChanges, ProfileStatus } from '../../src/users/profile.js';

export class InMemoryProfileRepository extends ProfileRepository {
  private readonly profiles = new Map<string, Profile>();

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

  recordSignIn({ identity, groups, mfaEnabled, at }: SignInFacts): Promise<SignInRecorded> {
    const fresh = newProfile(identity, 'ACTIVE', at);
    const existing = this.profiles.get(identity.userId) ?? fresh;
    if (existing.status === 'DISABLED') return Promise.resolve({ outcome: 'disabled' });
    const { email, emailVerified, status } = fresh;
    const profile = { ...existing, email, emailVerified, status, groups, mfaEnabled, lastLoginAt: at };
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
    if (existing && existing.mfaEnabled !== enabled) this.change(existing, { mfaEnabled: enabled }, at);
    return Promise.resolve();
  }

  /** Puts a profile into a state that no method of the port leads to. */
  setStatus(userId: string, status: ProfileStatus): void {
    const existing = this.profiles.get(userId);
    if (existing) this.put({ ...existing, status });
  }

  private change(profile: Profile, changes: Partial<Profile>, at: string): Profile {
    return this.put({ ...profile, ...changes, updatedAt: at, version: profile.version + 1 });
  }

  private put(profile: Profile): Profile {
    this.profiles.set(profile.userId, profile);
    return profile;
  }
}
