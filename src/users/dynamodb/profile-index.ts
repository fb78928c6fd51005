import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readItems } from '../../aws/read-items.js';
import type { Profile } from '../profile.js';
import { matchesQuery, type ProfilePage, type ProfileQuery } from '../profile-query.js';
import { type FoundKey, ProfileKeys } from './profile-keys.js';
import { ofAddress, type ListPlan, planOf } from './profile-list-plan.js';
import { fromProfileItem } from './profile.table.js';

/** How often a page goes back to the index; after that its reader gets what there is, and where to go on. */
const MAX_ROUNDS = 4;
/** `BatchGetItem` takes no more. */
const MAX_READ = 100;
const MIN_READ_WHEN_CHOOSING = 25;
/** Two profiles have one address only while an account is replaced by another. */
const SAME_ADDRESS = 5;

interface Progress {
  readonly read: number;
  readonly matched: number;
}

/** Lists of profiles by the indexes, which hold keys only: the profiles themselves are read, and read consistently. */
export class ProfileIndex {
  private readonly keys: ProfileKeys;

  constructor(
    private readonly client: Pick<DynamoDBClient, 'send'>,
    private readonly table: string,
  ) {
    this.keys = new ProfileKeys(client, table);
  }

  async list(query: ProfileQuery, limit: number, position: string | null): Promise<ProfilePage> {
    const plan = planOf(query);
    const profiles: Profile[] = [];
    let next = position;
    let read = 0;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const missing = limit - profiles.length;
      const wanted = readAtOnce(plan, missing, { read, matched: profiles.length });
      const found = await this.keys.behind(plan, next, wanted);
      const matches = await this.matching(found.keys, query);
      profiles.push(...matches.slice(0, missing).map(({ profile }) => profile));
      read += found.keys.length;
      next = found.next;
      if (matches.length > missing) return { profiles, next: matches[missing - 1]?.sortKey ?? next };
      if (matches.length === missing || next === null) break;
    }
    return { profiles, next };
  }

  async findByEmail(email: string): Promise<Profile | null> {
    const { keys } = await this.keys.behind(ofAddress(email), null, SAME_ADDRESS);
    const matches = await this.matching(keys, { email });
    const [newest] = matches
      .map(({ profile }) => profile)
      .filter((profile) => profile.email === email)
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    return newest ?? null;
  }

  /**
   * In the order of the keys. An index follows its table with a delay, so each profile is asked again whether it matches, and
   * one that is on its way from one partition to another, and so found in both, counts once.
   */
  private async matching(keys: readonly FoundKey[], query: ProfileQuery) {
    const items = await readItems(
      this.client,
      this.table,
      keys.map(({ userId }) => ({ userId: { S: userId } })),
    );
    const profiles = new Map(items.map((item) => [item['userId']?.S, fromProfileItem(item)]));
    return keys.flatMap(({ userId, sortKey }) => {
      const profile = profiles.get(userId);
      profiles.delete(userId);
      return profile && matchesQuery(profile, query) ? [{ profile, sortKey }] : [];
    });
  }
}

/** Where profiles are passed over: what should hold the missing ones, judged by those read before, and half as much again. */
function readAtOnce({ chooses }: ListPlan, missing: number, { read, matched }: Progress): number {
  if (!chooses) return missing;
  const likely = Math.ceil((1.5 * missing * (read + 1)) / (matched + 1));
  return Math.min(MAX_READ, Math.max(MIN_READ_WHEN_CHOOSING, likely));
}
