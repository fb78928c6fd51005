import { Injectable } from '@nestjs/common';
import { ChangeFeed } from '../changes/change-feed.js';
import { AppError } from '../shared/app-error.js';
import type { CacheCounts } from '../shared/cache-counts.js';
import { Clock } from '../shared/clock.js';
import { FreshCache } from '../shared/fresh-cache.js';
import type { IdentitySnapshot, Profile, ProfileChanges, ProfileStatus } from './profile.js';
import { ProfileRepository, type SignInFacts, type SignInRecorded } from './profile-repository.port.js';

/** A look-up that also remembers that there is nothing. */
interface Lookup {
  readonly profile: Profile | null;
}

/** The rules of profiles, and the only writer of the repository. Whoever changes one gets `not_found` where there is none. */
@Injectable()
export class ProfilesService {
  private readonly profiles: FreshCache<Lookup>;

  constructor(
    private readonly repository: ProfileRepository,
    private readonly clock: Clock,
    private readonly changes: ChangeFeed,
  ) {
    const load = async (userId: string): Promise<Lookup> => ({ profile: await repository.find(userId) });
    this.profiles = new FreshCache(clock, load, { watch: changes });
  }

  get cacheCounts(): CacheCounts {
    return this.profiles.counts;
  }

  /** As `find`, without a promise; undefined where it was not read a moment ago. */
  known(userId: string): Profile | null | undefined {
    return this.profiles.peek(userId)?.profile;
  }

  /** The profile as it was at most five seconds ago, or null. */
  async find(userId: string): Promise<Profile | null> {
    return (await this.profiles.get(userId)).profile;
  }

  /** Begins to read the profile, unless it is known: what is read in the same turn shares the call. */
  expect(userId: string): void {
    // A failure is not kept: whoever asks for the profile reads it again, and hears of it.
    this.profiles.get(userId).catch(() => undefined);
  }

  /** Lets the profile be believed for five seconds from its read only: something was written since that is not announced. */
  doubt(userId: string): void {
    this.profiles.doubt(userId);
  }

  /** As `find`; `not_found` where there is none. */
  async get(userId: string): Promise<Profile> {
    const profile = await this.find(userId);
    if (profile === null) throw new AppError('not_found');
    return profile;
  }

  /** Null too where the address was written a moment ago; see the repository. */
  findByEmail(email: string): Promise<Profile | null> {
    return this.repository.findByEmail(email);
  }

  async create(identity: IdentitySnapshot, status: ProfileStatus): Promise<Profile> {
    const since = this.clock.now();
    return this.remember(await this.repository.create(identity, status, this.nowText()), since);
  }

  async confirm(identity: IdentitySnapshot): Promise<Profile> {
    const since = this.clock.now();
    return this.remember(await this.repository.confirm(identity, this.nowText()), since);
  }

  async recordSignIn(facts: SignInFacts): Promise<SignInRecorded> {
    const since = this.clock.now();
    const recorded = await this.repository.recordSignIn(facts);
    if (recorded.outcome === 'recorded') this.remember(recorded.profile, since);
    else this.profiles.forget(facts.identity.userId);
    return recorded;
  }

  /** Changes a profile; with `expectedVersion` only where nobody changed it since (`precondition_failed`). */
  async update(userId: string, changes: ProfileChanges, expectedVersion?: number): Promise<Profile> {
    const since = this.clock.now();
    const updated = await this.changes.announced(userId, () =>
      this.repository.update(userId, changes, this.nowText(), expectedVersion),
    );
    if (updated.outcome === 'updated') return this.remember(updated.profile, since);
    this.profiles.forget(userId);
    throw new AppError(updated.outcome === 'stale' ? 'precondition_failed' : 'not_found');
  }

  async setMfaEnabled(userId: string, enabled: boolean): Promise<void> {
    await this.changes.announced(userId, () =>
      this.repository.setMfaEnabled(userId, enabled, this.nowText()),
    );
    this.profiles.forget(userId);
  }

  async setPasswordChanged(userId: string): Promise<void> {
    await this.changes.announced(userId, () => this.repository.setPasswordChanged(userId, this.nowText()));
    this.profiles.forget(userId);
  }

  setStatus(userId: string, status: ProfileStatus): Promise<Profile> {
    return this.changed(userId, () => this.repository.setStatus(userId, status, this.nowText()));
  }

  /** Notes all the groups that the user has in Cognito; the next two note one more and one less. */
  setGroups(userId: string, groups: readonly string[]): Promise<Profile> {
    return this.changed(userId, () => this.repository.setGroups(userId, groups, this.nowText()));
  }

  addGroup(userId: string, group: string): Promise<Profile> {
    return this.changed(userId, () => this.repository.addGroup(userId, group, this.nowText()));
  }

  removeGroup(userId: string, group: string): Promise<Profile> {
    return this.changed(userId, () => this.repository.removeGroup(userId, group, this.nowText()));
  }

  /** Notes the address that the user has verified. */
  setEmail(userId: string, email: string): Promise<Profile> {
    return this.changed(userId, () => this.repository.setEmail(userId, email, this.nowText()));
  }

  /** Erases the profile, if there is one. */
  async delete(userId: string): Promise<void> {
    const since = this.clock.now();
    await this.changes.announced(userId, () => this.repository.delete(userId));
    this.profiles.put(userId, { profile: null }, since);
  }

  private async changed(userId: string, change: () => Promise<Profile | null>): Promise<Profile> {
    const since = this.clock.now();
    const profile = await this.changes.announced(userId, change);
    if (profile !== null) return this.remember(profile, since);
    this.profiles.forget(userId);
    throw new AppError('not_found');
  }

  private remember(profile: Profile, since: number): Profile {
    this.profiles.put(profile.userId, { profile }, since);
    return profile;
  }

  private nowText(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
