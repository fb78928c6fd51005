import type { Answer } from '../support/api-client.js';
import { Journey, newEmail } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface User {
  readonly userId: string;
  readonly email: string;
  readonly createdAt: string;
}

interface Page {
  readonly items: readonly User[];
  readonly nextCursor: string | null;
  readonly code?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

describe('the list of users', () => {
  let service: RunningService;
  let journey: Journey;
  let token: string;

  const list = (query: Record<string, string | number>): Promise<Answer<Page>> => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) search.set(name, String(value));
    return journey.api.get<Page>(`/admin/users?${search.toString()}`, { token });
  };
  const addresses = ({ body }: Answer<Page>) => body.items.map(({ email }) => email);
  /** Signs up one after the other; the addresses, newest first. */
  const signUp = async (count: number, more: object) => {
    const emails: string[] = [];
    for (let person = 0; person < count; person += 1) {
      const email = newEmail();
      await journey.register(email, more);
      emails.unshift(email);
    }
    return emails;
  };
  const expectRefused = async (query: Record<string, string | number>, field: string, message?: string) => {
    const { status, body } = await list(query);
    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors?.map((error) => error.field)).toEqual([field]);
    expect(body.errors?.[0]?.message).toContain(message ?? '');
  };

  beforeAll(async () => {
    service = await RunningService.start({ env: { SELF_ASSIGNABLE_ROLES: 'Employee,Manager' } });
    journey = new Journey(service.origin, service.cognito);
    const admin = await journey.login('admin@example.com', service.adminPassword);
    token = admin.tokens.accessToken;
  });

  afterAll(() => service.stopAndForget());

  it('is newest first, shows whole profiles, and has 25 on a page', async () => {
    const emails = await signUp(26, { department: 'Everybody' });
    const first = await list({});
    expect(first.status).toBe(200);
    expect(addresses(first)).toEqual(emails.slice(0, 25));
    expect(first.body.items[0]).toMatchObject({
      role: 'Employee',
      department: 'Everybody',
      status: 'UNCONFIRMED',
      groups: [],
    });
    const second = await list({ cursor: first.body.nextCursor ?? '' });
    expect(addresses(second)).toEqual([...emails.slice(25), 'admin@example.com']);
    expect(second.body.nextCursor).toBeNull();
  });

  it('filters by role, department, status and the beginning of the address, alone and together', async () => {
    const department = 'Filters & more';
    const [manager = ''] = await signUp(1, { department, role: 'Manager' });
    const employees = await signUp(2, { department });
    const active = await journey.newPerson({ department });
    const everybody = [active.email, ...employees, manager];
    const expectList = async (query: Record<string, string | number>, expected: readonly string[]) => {
      expect(addresses(await list(query))).toEqual(expected);
    };
    await expectList({ department }, everybody);
    await expectList({ role: 'Manager' }, [manager]);
    await expectList({ department, role: 'Employee' }, [active.email, ...employees]);
    await expectList({ department, status: 'ACTIVE' }, [active.email]);
    await expectList({ department, role: 'Employee', status: 'UNCONFIRMED' }, employees);
    await expectList({ email: active.email.toUpperCase().slice(0, -4) }, [active.email]);
    await expectList({ email: 'person', department }, [...everybody].sort());
    await expectList({ email: 'admin@', status: 'ACTIVE' }, ['admin@example.com']);
    await expectList({ department: 'Nobody' }, []);
  });

  it('loses and repeats nobody while others sign up', async () => {
    const department = 'Growing';
    const emails = await signUp(9, { department });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const [page]: [Answer<Page>, ...unknown[]] = await Promise.all([
        list({ department, limit: 2, ...(cursor !== null && { cursor }) }),
        signUp(1, { department }),
      ]);
      seen.push(...addresses(page));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    // Whoever signed up before the first page was read may be on it, in front of the others.
    expect(seen.slice(-9)).toEqual(emails);
    expect(new Set(seen).size).toBe(seen.length);
  });

  describe('refuses', () => {
    it('a cursor that was forged, changed, or made for another list', async () => {
      const { body } = await list({ department: 'Everybody', limit: 3 });
      const cursor = body.nextCursor ?? '';
      const rule = 'must be the nextCursor of this very list';
      const last = cursor.at(-6) === 'A' ? 'B' : 'A';
      const changed = cursor.slice(0, -6) + last + cursor.slice(-5);
      for (const forged of [
        changed,
        cursor.slice(0, -8),
        'x',
        '0',
        `${cursor}.${cursor}`,
        ' ',
        'A'.repeat(3000),
      ])
        await expectRefused({ department: 'Everybody', cursor: forged }, 'cursor', rule);
      for (const other of [{}, { department: 'Growing' }, { department: 'Everybody', status: 'ACTIVE' }])
        await expectRefused({ ...other, cursor }, 'cursor', rule);
      const taken = await list({ department: 'Everybody', limit: 100, cursor });
      expect([taken.status, taken.body.items.length]).toEqual([200, 23]);
    });

    it.each(['0', '-1', '101', '1000', '1.5', 'ten', '', '0x10', '1e1', ' 5'])('limit=%p', async (limit) => {
      await expectRefused({ limit }, 'limit');
    });

    it.each([
      ['role', 'Emperor', 'must be one of Employee, Manager, HR, Admin'],
      ['status', 'active', 'must be one of UNCONFIRMED, ACTIVE, DISABLED'],
      ['email', '', 'must have from 1 to 128 characters'],
      ['email', 'x'.repeat(129), 'must have from 1 to 128 characters'],
      ['department', '', 'must not be empty'],
      ['sort', 'email', 'is not a field of this request'],
    ])('%s=%p', async (field, value, message) => {
      await expectRefused({ [field]: value }, field, message);
    });

    it('a filter that is given twice', async () => {
      const { status } = await journey.api.get('/admin/users?limit=1&limit=2&role=HR&role=Admin', { token });
      expect(status).toBe(400);
    });

    it('the anonymous and the plain user', async () => {
      const anonymous = await journey.api.get('/admin/users');
      expect([anonymous.status, anonymous.body['code']]).toEqual([401, 'authentication_required']);
      const person = await journey.newPerson();
      const plain = await journey.api.get('/admin/users', { token: person.tokens.accessToken });
      expect([plain.status, plain.body['code']]).toEqual([403, 'insufficient_scope']);
    });
  });

  it.each(['\u0000', '#', '%00', 'é', '🦊', '\u{10FFFF}', '"]', 'x'.repeat(128)])(
    'finds nobody by an address that begins with %j',
    async (email) => {
      expect(await list({ email })).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
    },
  );

  it('takes from 1 to 100 on a page', async () => {
    expect((await list({ limit: 1 })).body.items).toHaveLength(1);
    expect((await list({ limit: 100 })).body.items.length).toBeGreaterThan(25);
  });
});
