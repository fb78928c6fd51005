import { randomUUID } from 'node:crypto';
import { DynamoDbRecoveryCodeStore } from '../../src/auth/dynamodb/dynamodb-recovery-code-store.js';
import { factorTable } from '../../src/auth/dynamodb/recovery-code.table.js';
import { documentClient } from '../../src/aws/document-client.js';
import { DynamoDbCounterStore } from '../../src/limits/dynamodb/dynamodb-counter-store.js';
import { counterTable } from '../../src/limits/dynamodb/counter.table.js';
import { DynamoDbProfileRepository } from '../../src/users/dynamodb/dynamodb-profile-repository.js';
import { profileTable } from '../../src/users/dynamodb/profile.table.js';
import { startEmbedded, type TestDatabase } from './test-database.js';

/**
 * The SDK repeats a write whose answer got lost on the way, although the write went through. Nothing may count, burn or
 * fail twice because of it.
 */
describe('A write whose answer is lost', () => {
  let database: TestDatabase;
  let answersToLose = 0;

  beforeAll(async () => {
    database = await startEmbedded([counterTable, factorTable, profileTable]);
    database.client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const { statusCode } = answer.response as { statusCode: number };
        if (answersToLose === 0 || statusCode !== 200) return answer;
        answersToLose -= 1;
        throw Object.assign(new Error('The answer was lost'), { name: 'TimeoutError' });
      },
      { step: 'deserialize', priority: 'low', name: 'loseAnswers' },
    );
  });
  afterAll(() => database.close());

  it('counts once when it starts a window', async () => {
    const counters = new DynamoDbCounterStore(database.client, database.connection);
    const key = randomUUID();
    answersToLose = 1;
    await expect(counters.increment(key, 60_000, 1_000)).resolves.toEqual({ count: 1, windowEndsAt: 61_000 });
    expect(answersToLose).toBe(0);
    await expect(counters.peek(key, 1_000)).resolves.toMatchObject({ count: 1 });
  });

  it('counts once in a running window', async () => {
    const counters = new DynamoDbCounterStore(database.client, database.connection);
    const key = randomUUID();
    await counters.increment(key, 60_000, 1_000);
    answersToLose = 1;
    await expect(counters.increment(key, 60_000, 1_000)).resolves.toMatchObject({ count: 2 });
    expect(answersToLose).toBe(0);
    await expect(counters.peek(key, 1_000)).resolves.toMatchObject({ count: 2 });
  });

  it('counts each of the attempts that came at once only once', async () => {
    const counters = new DynamoDbCounterStore(database.client, database.connection);
    const key = randomUUID();
    await counters.increment(key, 60_000, 1_000);
    answersToLose = 1;
    const counted = await Promise.all([1, 2, 3].map(() => counters.increment(key, 60_000, 1_000)));
    expect(answersToLose).toBe(0);
    expect(counted.map(({ count }) => count)).toEqual([2, 3, 4]);
    await expect(counters.peek(key, 1_000)).resolves.toMatchObject({ count: 4 });
  });

  it('lets no attempt through that came with it, where no repeat is answered either', async () => {
    const counters = new DynamoDbCounterStore(database.client, database.connection);
    const key = randomUUID();
    answersToLose = Infinity;
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => counters.increment(key, 60_000, 1_000)));
    answersToLose = 0;
    const refused = { status: 'rejected', reason: { code: 'service_unavailable' } };
    expect(outcomes).toMatchObject([refused, refused, refused]);
    await expect(counters.increment(key, 60_000, 1_000)).resolves.toMatchObject({ count: 4 });
  });

  it('lets the owner of a recovery code in, and nobody after', async () => {
    const codes = new DynamoDbRecoveryCodeStore(documentClient(database.client), database.connection);
    const userId = randomUUID();
    const set = { salt: 'salt', hashes: ['a', 'b'], createdAt: '2026-01-31T08:00:00.000Z' };
    answersToLose = 1;
    await expect(codes.createIfNone(userId, set)).resolves.toBe(true);
    answersToLose = 1;
    await expect(codes.burn(userId, 'a')).resolves.toBe(true);
    expect(answersToLose).toBe(0);
    await expect(codes.burn(userId, 'a')).resolves.toBe(false);
    await expect(codes.find(userId)).resolves.toMatchObject({ hashes: ['b'] });
  });

  it('is no conflict of a profile change with itself', async () => {
    const profiles = new DynamoDbProfileRepository(database.client, database.connection);
    const userId = randomUUID();
    const at = '2026-01-31T08:00:00.000Z';
    const draft = { department: null, employeeId: null, termsVersion: null, termsAcceptedAt: null };
    const names = { firstName: 'Ada', lastName: 'Lovelace', role: 'Employee' };
    await profiles.create(
      { userId, email: 'ada@example.com', emailVerified: true, ...names, ...draft },
      'ACTIVE',
      at,
    );
    answersToLose = 1;
    await expect(profiles.update(userId, { firstName: 'Augusta' }, at, 1)).resolves.toMatchObject({
      outcome: 'updated',
      profile: { firstName: 'Augusta', version: 2 },
    });
    expect(answersToLose).toBe(0);
  });
});
