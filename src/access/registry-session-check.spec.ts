import type { AttributeValue, BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { FakeClock } from '../../test/fakes/fake-clock.js';
import { InMemoryChangeStore } from '../../test/fakes/in-memory-change-store.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';
import { TestConnection } from '../../test/fakes/test-connection.js';
import { ChangeFeed } from '../changes/change-feed.js';
import { loadConfig } from '../config/load-config.js';
import { DynamoDbSessionStore } from '../sessions/dynamodb/dynamodb-session-store.js';
import { toSessionItem } from '../sessions/dynamodb/session.table.js';
import { toSignOutMarkItem } from '../sessions/dynamodb/sign-out-mark.item.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { NO_SIGN_OUT } from '../sessions/sign-out-mark.js';
import type { Caller } from '../shared/caller.js';
import { FRESH_MS } from '../shared/fresh-cache.js';
import { DynamoDbProfileRepository } from '../users/dynamodb/dynamodb-profile-repository.js';
import { toProfileItem } from '../users/dynamodb/profile.table.js';
import { newProfile } from '../users/new-profile.js';
import type { ProfileStatus } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
import { RegistrySessionCheck } from './registry-session-check.js';

type Item = Record<string, AttributeValue>;

/** Both tables. While they are held, a call is answered when it is released, by what was there when it came. */
class Tables {
  readonly items = new Map<string, Item>();
  /** The keys of each call. */
  readonly calls: string[][] = [];
  /** The tables whose keys are left unprocessed. */
  busy: readonly string[] = [];
  isHeld = false;
  private held: (() => void)[] = [];

  readonly send = (async ({ input }: BatchGetItemCommand) => {
    const asked = Object.entries(input.RequestItems ?? {});
    this.calls.push(asked.flatMap(([, { Keys = [] }]) => Keys.map(nameOf)));
    const answer = {
      Responses: Object.fromEntries(
        asked
          .filter(([table]) => !this.busy.includes(table))
          .map(([table, { Keys = [] }]) => [
            table,
            Keys.map((key) => this.items.get(nameOf(key))).filter((item) => item !== undefined),
          ]),
      ),
      UnprocessedKeys: Object.fromEntries(asked.filter(([table]) => this.busy.includes(table))),
    };
    if (this.isHeld) await new Promise<void>((release) => this.held.push(release));
    return answer;
  }) as unknown as DynamoDBClient['send'];

  release(): void {
    this.isHeld = false;
    for (const answer of this.held.splice(0)) answer();
  }
}

function nameOf(key: Item): string {
  return key['userId']?.S ?? key['id']?.S ?? '';
}

describe('RegistrySessionCheck', () => {
  let clock: FakeClock;
  let changes: InMemoryChangeStore;
  let tables: Tables;
  let feed: ChangeFeed;
  let registry: DynamoDbSessionStore;
  let repository: DynamoDbProfileRepository;
  let sessions: SessionsService;
  let profiles: ProfilesService;
  let check: RegistrySessionCheck;

  const callerOf = (userId: string, sessionId = `${userId}-s`): Caller => ({
    ...ORIGIN,
    userId,
    sessionId,
    groups: [],
    authTime: clock.now() / 1000,
    tokenExpiresAt: clock.now() / 1000 + 3_600,
    accessToken: `token of ${sessionId}`,
  });
  const profileOf = (userId: string, status: ProfileStatus) => {
    const names = { firstName: 'Ada', lastName: 'Lovelace', role: 'Employee', department: null };
    const terms = { employeeId: null, termsVersion: null, termsAcceptedAt: null };
    const identity = { userId, email: `${userId}@example.com`, emailVerified: true, ...names, ...terms };
    return newProfile(identity, status, '2026-01-01T00:00:00.000Z');
  };
  const putProfile = (userId: string, status: ProfileStatus = 'ACTIVE') => {
    tables.items.set(userId, marshall(toProfileItem(profileOf(userId, status))));
  };
  const putSession = (userId: string, endedAt: number | null = null) => {
    const [sessionId, now] = [`${userId}-s`, clock.now()];
    const session = { sessionId, userId, createdAt: now, lastSeenAt: now, expiresAt: now + 1e9, endedAt };
    tables.items.set(`session#${sessionId}`, toSessionItem({ ...session, ipAddress: '', userAgent: '' }));
  };
  /** As the two guards ask: first whether the session lives, then for the profile. */
  const ask = async (caller: Caller) => {
    await check.confirm(caller);
    const profile = profiles.known(caller.userId) ?? (await profiles.find(caller.userId));
    return profile?.status ?? null;
  };
  const underWay = () => new Promise(setImmediate);

  beforeEach(async () => {
    clock = new FakeClock();
    changes = new InMemoryChangeStore();
    tables = new Tables();
    feed = new ChangeFeed(changes, clock);
    const client = { send: tables.send } as DynamoDBClient;
    const connection = new TestConnection('test-');
    registry = new DynamoDbSessionStore(client, connection);
    repository = new DynamoDbProfileRepository(client, connection);
    sessions = new SessionsService(registry, clock, loadConfig({}), feed);
    profiles = new ProfilesService(repository, clock, feed);
    check = new RegistrySessionCheck(sessions, profiles);
    for (const userId of ['ada', 'eve']) {
      putSession(userId);
      putProfile(userId);
    }
    await feed.poll();
  });

  it('reads session, sign-out mark and profile of all who come at once in one call', async () => {
    putProfile('eve', 'DISABLED');
    const asked = Promise.all([ask(callerOf('ada')), ask(callerOf('eve')), ask(callerOf('ada'))]);
    await expect(asked).resolves.toEqual(['ACTIVE', 'DISABLED', 'ACTIVE']);
    expect(tables.calls.map((keys) => keys.sort())).toEqual([
      ['ada', 'eve', 'session#ada-s', 'session#eve-s', 'user#ada', 'user#eve'],
    ]);
    expect(check.confirm(callerOf('ada'))).not.toBeInstanceOf(Promise);
  });

  it('refuses by the session, whatever the profile says', async () => {
    putSession('ada', clock.now());
    putProfile('ada', 'DISABLED');
    tables.items.set(
      'user#eve',
      toSignOutMarkItem('eve', { ...NO_SIGN_OUT, version: 1, validAfter: clock.now() }),
    );
    tables.items.delete('eve');
    const asked = Promise.allSettled([ask(callerOf('ada')), ask(callerOf('eve'))]);
    const refused = { status: 'rejected', reason: { code: 'session_revoked' } };
    await expect(asked).resolves.toMatchObject([refused, refused]);
    expect(tables.calls).toHaveLength(1);
  });

  it('knows without another call that there is no profile', async () => {
    tables.items.delete('ada');
    await expect(ask(callerOf('ada'))).resolves.toBeNull();
    expect(tables.calls).toHaveLength(1);
  });

  it('keeps nothing that was read while this instance changed it', async () => {
    jest.spyOn(repository, 'setStatus').mockImplementation((userId, status) => {
      putProfile(userId, status);
      return Promise.resolve(profileOf(userId, status));
    });
    jest.spyOn(registry, 'end').mockImplementation((userId, _sessionId, at) => {
      putSession(userId, at);
      return Promise.resolve(true);
    });
    tables.isHeld = true;
    const asked = ask(callerOf('ada'));
    await underWay();
    await profiles.setStatus('ada', 'DISABLED');
    await sessions.end('ada', 'ada-s');
    tables.release();
    await expect(asked).resolves.toBe('DISABLED');
    await expect(ask(callerOf('ada'))).rejects.toMatchObject({ code: 'session_revoked' });
  });

  it.each([
    ['kept beyond four seconds', 'nobody', 1],
    ['read again after four seconds', 'another instance', 2],
  ])('lets what was read be %s where %s changed it meanwhile', async (_, who, calls) => {
    const isChanged = who === 'another instance';
    tables.isHeld = true;
    const asked = ask(callerOf('ada'));
    await underWay();
    const change = () => {
      putProfile('ada', 'DISABLED');
      return Promise.resolve();
    };
    if (isChanged) await new ChangeFeed(changes, clock).announced('ada', change);
    await feed.poll();
    tables.release();
    await expect(asked).resolves.toBe('ACTIVE');
    clock.advance(FRESH_MS + 1);
    await feed.poll();
    await expect(ask(callerOf('ada'))).resolves.toBe(isChanged ? 'DISABLED' : 'ACTIVE');
    expect(tables.calls).toHaveLength(calls);
  });

  it.each([
    ['the sessions', 'test-sessions'],
    ['the profiles', 'test-profiles'],
  ])('lets nobody through while %s cannot be read, and keeps no failure', async (_, table) => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    tables.busy = [table];
    await expect(ask(callerOf('ada'))).rejects.toMatchObject({ code: 'service_unavailable' });
    tables.busy = [];
    await expect(ask(callerOf('ada'))).resolves.toBe('ACTIVE');
  });
});
