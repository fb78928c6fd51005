/**
 * Attack: somebody with write access to the table of the audit trail, an administrator of the database say, changes,
 * removes or copies events to hide what they did; or an administrator of the service tries to do so over HTTP.
 */
import {
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { Administrator } from '../support/administrator.js';
import { Journey } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

type Item = Record<string, AttributeValue>;

const TABLE = 'auth-audit';

describe('the audit trail', () => {
  let aws: LocalAws;
  let service: RunningService;
  let admin: Administrator;
  let database: DynamoDBClient;

  beforeAll(async () => {
    aws = await LocalAws.start();
    service = await RunningService.start({ env: aws.env() });
    const journey = new Journey(service.origin, aws.cognitoServer);
    admin = await Administrator.make(journey, aws.cognitoServer);
    for (let i = 0; i < 3; i += 1) await journey.newPerson();
    database = new DynamoDBClient({ region: 'us-east-1', ...aws.connection.dynamodb });
    // The end of the chain is sealed within half a second.
    await sleep(1_000);
  });

  afterAll(async () => {
    database.destroy();
    await service.stop();
    await aws.close();
  });

  const verdict = async () => (await admin.get('/audit-events/verify')).body;
  const put = (item: Item) => database.send(new PutItemCommand({ TableName: TABLE, Item: item }));
  const remove = ({ chain, sequence }: Item) =>
    database.send(new DeleteItemCommand({ TableName: TABLE, Key: { chain: chain!, sequence: sequence! } }));

  /** Records of the chain, oldest first, without its head. */
  async function records(): Promise<Item[]> {
    const { Items = [] } = await database.send(new ScanCommand({ TableName: TABLE, ConsistentRead: true }));
    return Items.filter(({ sequence }) => Number(sequence?.N) >= 0).sort(
      (a, b) => Number(a['sequence']?.N) - Number(b['sequence']?.N),
    );
  }

  it('is intact as it was written', async () => {
    expect(await verdict()).toMatchObject({ intact: true, firstBroken: null });
  });

  it.each([
    ['outcome', { S: 'FAILURE' }],
    ['userId', { S: 'somebody-else' }],
    ['ipAddress', { S: '203.0.113.9' }],
    ['time', { S: '2020-01-01T00:00:00.000Z' }],
    ['hash', { S: 'A'.repeat(43) }],
    ['seal', { S: 'A'.repeat(43) }],
  ])('names the event whose %s was changed', async (name, value) => {
    const all = await records();
    const victim = all.find((item) => item[name]?.S !== value.S && item['type']?.S === 'login.succeeded')!;
    await put({ ...victim, [name]: value });
    expect(await verdict()).toMatchObject({ intact: false, firstBroken: victim['id']?.S });
    await put(victim);
    expect(await verdict()).toMatchObject({ intact: true });
  });

  it('notices an event that was removed, the newest sealed one included', async () => {
    const all = await records();
    for (const victim of [all[1]!, all[Math.floor(all.length / 2)]!]) {
      await remove(victim);
      expect(await verdict()).toMatchObject({ intact: false });
      await put(victim);
    }
    await sleep(1_000);
    const newest = (await records()).at(-1)!;
    await remove(newest);
    expect(await verdict()).toMatchObject({ intact: false });
    await put(newest);
    expect(await verdict()).toMatchObject({ intact: true });
  });

  it('notices events that have changed places, and one that was made up', async () => {
    const [, one, two] = await records();
    await put({ ...one!, sequence: two!['sequence']! });
    await put({ ...two!, sequence: one!['sequence']! });
    expect(await verdict()).toMatchObject({ intact: false });
    await put(one!);
    await put(two!);
    const forged = { ...one!, chain: { S: 'forged' }, id: { S: 'forged' } };
    await put(forged);
    expect(await verdict()).toMatchObject({ intact: false });
    await remove(forged);
    expect(await verdict()).toMatchObject({ intact: true });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'cannot be written by %s, not even by an admin',
    async (method) => {
      const [event] = await admin.events({ limit: '1' });
      for (const path of ['/audit-events', `/audit-events/${String(event?.type)}`, '/audit-events/verify']) {
        const { status } = await admin.call(method, path, method === 'DELETE' ? undefined : {});
        expect([404, 405]).toContain(status);
      }
      expect(await verdict()).toMatchObject({ intact: true });
    },
  );
});
