/**
 * Attack: every field of every operation is left out, given another type, made huge or filled with control characters,
 * unknown fields are smuggled in (role, groups, status, __proto__), in the hope of a 500, a stack or a privilege.
 */
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface ProblemBody {
  readonly code: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

const REGISTER = {
  email: 'ada@example.com',
  password: PASSWORD,
  firstName: 'Ada',
  lastName: 'Lovelace',
  acceptTerms: true,
  role: 'Employee',
  department: 'Engineering',
  employeeId: 'E-1',
};

/** A valid body of each operation, and the fields that may be left out. */
const OPERATIONS: [path: string, body: Record<string, unknown>, optional: string[]][] = [
  ['/auth/register', REGISTER, ['role', 'department', 'employeeId']],
  ['/auth/confirm', { email: 'ada@example.com', code: '123456' }, []],
  ['/auth/resend-code', { email: 'ada@example.com' }, []],
  ['/auth/login', { email: 'ada@example.com', password: PASSWORD }, []],
  ['/auth/refresh', { refreshToken: 'abc' }, []],
  ['/auth/mfa/verify', { session: 'abc', code: '123456' }, []],
  ['/auth/mfa/setup', { session: 'abc', method: 'TOTP' }, []],
  ['/auth/mfa/setup/verify', { session: 'abc', code: '123456', deviceName: 'phone' }, ['deviceName']],
];

const FIELDS = OPERATIONS.flatMap(([path, body, optional]) =>
  Object.keys(body).map((field) => [path, field, body, optional.includes(field)] as const),
);

describe('bad input', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  async function expectNamed(path: string, body: unknown, field: string): Promise<void> {
    const answer = await journey.api.post<ProblemBody>(path, body);
    expect([path, answer.status, answer.body.code]).toEqual([path, 400, 'validation_failed']);
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  }

  it.each(FIELDS)('of %s names %s', async (path, field, body, optional) => {
    for (const wrong of [1, [], {}, ['x'], null, 'x'.repeat(20_000), '']) {
      await expectNamed(path, { ...body, [field]: wrong }, field);
    }
    await expectNamed(path, { ...body, [field]: 'half a character \ud800' }, field);
    // A password is taken as it is, control characters included.
    if (field !== 'password') await expectNamed(path, { ...body, [field]: 'a\u0000b' }, field);
    if (!optional) {
      const without = Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
      await expectNamed(path, without, field);
    }
  });

  it.each(OPERATIONS)('of %s names a field that does not exist', async (path, body) => {
    for (const field of ['groups', 'status', 'userId', 'emailVerified', 'cognito:groups']) {
      await expectNamed(path, { ...body, [field]: 'admin' }, field);
    }
  });

  it.each(OPERATIONS.filter(([, body]) => 'email' in body))(
    'of %s names an address that no pool takes, and breaks nothing',
    async (path, body) => {
      for (const email of ['\ud800', '\ud800@example.com', '"a b"@example.com', 'a\u2028b@example.com']) {
        await expectNamed(path, { ...body, email }, 'email');
      }
    },
  );

  it('cannot reach the prototype of anything', async () => {
    const email = newEmail();
    const body = JSON.stringify({ ...REGISTER, email }).replace('{', '{"__proto__":{"role":"Admin"},');
    const answer = await journey.api.post<ProblemBody>('/auth/register', body);
    expect(answer.status).toBe(400);
  });

  it.each(['', '[]', '"x"', 'null', '{', '{"email":', '\u0000'])('as a body %j is refused', async (body) => {
    const answer = await journey.api.call<ProblemBody>('POST', '/auth/login', {
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(400);
    expect(['validation_failed', 'malformed_request']).toContain(answer.body.code);
  });

  it('of another media type or of too much is refused', async () => {
    const xml = await journey.api.call<ProblemBody>('POST', '/auth/login', {
      headers: { 'content-type': 'text/xml' },
      body: '<login/>',
    });
    expect([xml.status, xml.body.code]).toEqual([415, 'unsupported_media_type']);
    const large = await journey.api.post<ProblemBody>('/auth/login', { email: 'x'.repeat(100_000) });
    expect([large.status, large.body.code]).toEqual([413, 'payload_too_large']);
  });

  it.each(['%ZZ', '..%2f..%2fetc', 'a'.repeat(65), 'a b', '%00', "'; drop table users"])(
    'as a user id %j is 400 or 404 for an admin',
    async (id) => {
      const admin = await journey.login('admin@example.com', service.adminPassword);
      const answer = await journey.api.get(`/admin/users/${id.includes(' ') ? encodeURIComponent(id) : id}`, {
        token: admin.tokens.accessToken,
      });
      expect([400, 404]).toContain(answer.status);
    },
  );

  it('of one own profile is refused by name, and nothing else can be changed', async () => {
    const { tokens } = await journey.newPerson();
    const options = { token: tokens.accessToken };
    for (const [field, value] of [
      ['firstName', ''],
      ['lastName', null],
      ['department', 5],
      ['role', 'Admin'],
      ['email', 'new@example.com'],
      ['employeeId', 'E-2'],
      ['groups', ['admin']],
    ] as const) {
      const answer = await journey.api.patch<ProblemBody>('/users/me', { [field]: value }, options);
      expect([field, answer.status]).toEqual([field, 400]);
      expect(answer.body.errors?.[0]?.field).toBe(field);
    }
  });

  it('names each rule of the password policy that is broken', async () => {
    const answer = await journey.api.post<ProblemBody>('/auth/register', {
      ...REGISTER,
      email: newEmail(),
      password: 'alllowercase',
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'password_policy_violation']);
    expect(answer.body.errors?.[0]?.field).toBe('password');
  });

  it('takes no role that only an admin gives, and none that does not exist', async () => {
    const ask = (role: string) =>
      journey.api.post<ProblemBody>('/auth/register', { ...REGISTER, email: newEmail(), role });
    const manager = await ask('Manager');
    expect([manager.status, manager.body.code]).toEqual([403, 'role_not_self_assignable']);
    const king = await ask('King');
    expect([king.status, king.body.code, king.body.errors?.[0]?.field]).toEqual([
      400,
      'validation_failed',
      'role',
    ]);
  });
});
