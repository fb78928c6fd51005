import { Cursors } from '../../src/shared/cursors.js';
import { SecretKeys } from '../../src/shared/secret-keys.js';
import { Administrator } from '../support/administrator.js';
import { Journey } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface Group {
  readonly name: string;
  readonly description: string | null;
}

interface Page {
  readonly items: readonly Group[];
  readonly nextCursor: string | null;
}

const SECRET = 'a secret of these tests that is longer than 32 bytes';
const DONE = [204, undefined];

describe('groups', () => {
  let service: RunningService;
  let journey: Journey;
  let admin: Administrator;

  beforeAll(async () => {
    service = await RunningService.start({ env: { SESSION_SECRET: SECRET } });
    journey = new Journey(service.origin, service.cognito);
    admin = await Administrator.signIn(journey, 'admin@example.com', service.adminPassword);
  });

  afterAll(() => service.stopAndForget());

  it('are made once, listed page by page, and deleted', async () => {
    const made = await admin.call<Group>('POST', '/groups', { name: 'hr', description: 'Personnel.' });
    expect([made.status, made.body]).toEqual([201, { name: 'hr', description: 'Personnel.' }]);
    const again = await admin.outcome('POST', '/groups', { name: 'hr' });
    expect(again).toEqual([409, 'group_exists']);
    for (const name of ['équipe', 'a.b_c:d-e']) {
      const bare = await admin.call<Group>('POST', '/groups', { name, description: null });
      expect([bare.status, bare.body]).toEqual([201, { name, description: null }]);
    }

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = await admin.get<Page>(`/groups?limit=2${query}`);
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.body.items.map(({ name }) => name));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen.sort()).toEqual(['a.b_c:d-e', 'admin', 'hr', 'équipe']);
    expect((await admin.get<Page>('/groups?limit=100')).body.items).toHaveLength(4);

    for (const name of ['équipe', 'a.b_c:d-e']) {
      expect(await admin.outcome('DELETE', `/groups/${encodeURIComponent(name)}`)).toEqual(DONE);
    }
    expect(await admin.outcome('DELETE', '/groups/a.b_c:d-e')).toEqual([404, 'not_found']);
  });

  it.each([
    { name: '' },
    { name: ' hr' },
    { name: 'a b' },
    { name: '../x' },
    { name: '.' },
    { name: 'a/b' },
    { name: 'a\u0000' },
    { name: 'x'.repeat(129) },
    { name: 7 },
    {},
    { name: 'ok', description: '' },
    { name: 'ok', precedence: 1 },
  ])('are not made of %j', async (group) => {
    expect(await admin.outcome('POST', '/groups', group)).toEqual([400, 'validation_failed']);
  });

  it('can have the longest name that there is, and be found under it', async () => {
    const name = 'é'.repeat(128);
    const { user } = await journey.newPerson();
    const member = `/users/${user.userId}/groups/${encodeURIComponent(name)}`;
    expect(await admin.outcome('POST', '/groups', { name })).toEqual([201, undefined]);
    expect(await admin.outcome('PUT', member)).toEqual(DONE);
    expect(await admin.outcome('DELETE', member)).toEqual(DONE);
    expect(await admin.outcome('DELETE', `/groups/${encodeURIComponent(name)}`)).toEqual(DONE);
    const longer = encodeURIComponent(`${name}é`);
    expect(await admin.outcome('DELETE', `/groups/${longer}`)).toEqual([400, 'validation_failed']);
  });

  it('cannot be listed with the cursor of another list', async () => {
    const { body } = await admin.get<Page>('/users?limit=1');
    await journey.newPerson();
    const users = await admin.get<Page>('/users?limit=1');
    const cursor = users.body.nextCursor ?? body.nextCursor ?? '';
    expect(await admin.outcome('GET', `/groups?cursor=${cursor}`)).toEqual([400, 'validation_failed']);
  });

  it.each(['bm93aGVyZQ', '', 'x'.repeat(900)])(
    'cannot be listed with a cursor whose place is over for the pool, or was never one (%#)',
    async (position) => {
      const cursor = new Cursors(new SecretKeys([SECRET])).seal('pool groups', position);
      expect(await admin.outcome('GET', `/groups?cursor=${cursor}`)).toEqual([400, 'validation_failed']);
    },
  );

  it('take people in and let them go, as often as one likes', async () => {
    const { user, email } = await journey.newPerson();
    const path = `/users/${user.userId}/groups`;
    const groups = async () => (await admin.get<Page>(path)).body;
    expect(await groups()).toEqual({ items: [] });
    for (let time = 0; time < 2; time += 1) {
      expect(await admin.outcome('PUT', `${path}/hr`)).toEqual(DONE);
    }
    expect(await groups()).toEqual({ items: [{ name: 'hr', description: 'Personnel.' }] });
    expect((await admin.get(`/users/${user.userId}`)).body['groups']).toEqual(['hr']);
    expect((await journey.login(email)).user['groups']).toEqual(['hr']);
    for (let time = 0; time < 2; time += 1) {
      expect(await admin.outcome('DELETE', `${path}/hr`)).toEqual(DONE);
    }
    expect(await groups()).toEqual({ items: [] });
    expect((await journey.login(email)).user['groups']).toEqual([]);
    for (const method of ['PUT', 'DELETE']) {
      expect(await admin.outcome(method, `${path}/nowhere`)).toEqual([404, 'not_found']);
    }
  });

  it('authorise with the next tokens, and no longer than they are there', async () => {
    const { user, email } = await journey.newPerson();
    await admin.call('PUT', `/users/${user.userId}/groups/admin`);
    const other = await Administrator.signIn(journey, email, 'correct-Horse-7-battery');
    expect((await other.get('/groups')).status).toBe(200);
    expect(await admin.outcome('DELETE', `/users/${user.userId}/groups/admin`)).toEqual(DONE);
    expect(await other.outcome('GET', '/groups')).toEqual([403, 'insufficient_scope']);
    const [denied] = await admin.events({ type: 'access.denied', userId: user.userId });
    expect(denied).toMatchObject({
      outcome: 'FAILURE',
      actorId: user.userId,
      details: { reason: 'insufficient_scope', operation: 'GET /api/v1/admin/groups' },
    });
  });

  it('leave nothing with their members when they are deleted', async () => {
    await admin.call('POST', '/groups', { name: 'short-lived' });
    const { user } = await journey.newPerson();
    await admin.call('PUT', `/users/${user.userId}/groups/short-lived`);
    expect(await admin.outcome('DELETE', '/groups/short-lived')).toEqual(DONE);
    expect((await admin.get(`/users/${user.userId}`)).body['groups']).toEqual([]);
    expect((await admin.get<Page>(`/users/${user.userId}/groups`)).body.items).toEqual([]);
  });
});
