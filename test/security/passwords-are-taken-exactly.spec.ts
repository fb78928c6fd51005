/**
 * Attack: a password is guessed more cheaply because the service cuts it, trims it, folds its case or normalises it, or
 * because it takes the ones that everybody uses; or a password of a length that nobody thought of brings it down.
 */
import type { Answer } from '../support/api-client.js';
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface Refusal {
  readonly code?: string;
  readonly errors?: readonly { readonly field: string }[];
}

/** Common words as they are dressed up to fit the policy. */
const COMMON = [
  'Password1!',
  'P@ssw0rd1!',
  'P@ssw0rd2026!',
  'Qwerty123!',
  'Letmein1!',
  'Welcome1!',
  'Iloveyou1!',
  'Monkey12!',
  'Dragon12!',
  'Football1!',
  'Baseball1!',
  'Sunshine1!',
  'Princess1!',
  'Admin123!',
  'Superman1!',
  'Michael1!',
  'Shadow12!',
  'Master12!',
  'Trustno1!',
  'Abc12345!',
];

describe('a password', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { LOCK_AFTER: '100' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  const signUp = (password: string, more: object = {}): Promise<Answer<Refusal>> =>
    journey.api.post<Refusal>('/auth/register', {
      email: newEmail(),
      password,
      firstName: 'Ada',
      lastName: 'Lovelace',
      acceptTerms: true,
      ...more,
    });
  const login = async (email: string, password: string): Promise<[number, unknown]> => {
    const { status, body } = await journey.api.post('/auth/login', { email, password });
    return [status, body['code'] ?? body['status']];
  };
  const personWith = async (password: string): Promise<string> => {
    const email = newEmail();
    await journey.register(email, { password });
    await journey.confirm(email);
    return email;
  };
  const long = (length: number) =>
    `zY7! ${'correct horse battery staple '.repeat(10)}`.slice(0, length - 1) + 'x';

  it.each([64, 65, 128, 256])('of %d characters is taken, and counts to its last one', async (length) => {
    const password = long(length);
    expect(password).toHaveLength(length);
    const email = await personWith(password);
    expect(await login(email, password)).toEqual([200, 'AUTHENTICATED']);
    expect(await login(email, password.slice(0, -1))).toEqual([401, 'invalid_credentials']);
    expect(await login(email, `${password.slice(0, -1)}y`)).toEqual([401, 'invalid_credentials']);
    expect(await login(email, password.slice(0, 72))).toEqual(
      length <= 72 ? [200, 'AUTHENTICATED'] : [401, 'invalid_credentials'],
    );
  });

  it.each([257, 1_000, 60_000])('of %d characters is refused by name everywhere', async (length) => {
    const password = long(length);
    const email = newEmail();
    const { tokens } = await journey.newPerson();
    const answers = [
      ['password', await signUp(password)],
      ['password', await journey.api.post<Refusal>('/auth/login', { email, password })],
      [
        'newPassword',
        await journey.api.post<Refusal>('/auth/reset-password', {
          email,
          code: '123456',
          newPassword: password,
        }),
      ],
      [
        'newPassword',
        await journey.api.post<Refusal>(
          '/auth/change-password',
          { currentPassword: PASSWORD, newPassword: password },
          { token: tokens.accessToken },
        ),
      ],
    ] as const;
    for (const [field, { status, body }] of answers) {
      expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'validation_failed', field]);
    }
  });

  it('shorter than the policy says is refused', async () => {
    for (const password of ['xY7!abc', 'xY7!a', 'x']) {
      const { status, body } = await signUp(password);
      expect([status, ['password_policy_violation', 'validation_failed'].includes(body.code ?? '')]).toEqual([
        400,
        true,
      ]);
    }
    expect((await signUp('xY7!abcd')).status).toBe(201);
  });

  it('is compared exactly: case, blanks, marks and forms of a letter count', async () => {
    const password = 'Zoë’s 7 größte Füchse 🦊!';
    const email = await personWith(password);
    const variants = [
      password.toLowerCase(),
      password.toUpperCase(),
      ` ${password}`,
      `${password} `,
      `${password}\n`,
      `${password}\u0000`,
      password.replaceAll(' ', ''),
      password.replaceAll(' ', '  '),
      password.replaceAll(' ', '\u00a0'),
      password.normalize('NFD'),
      password.replace('ë', 'e'),
      password.replace('ß', 'ss'),
      password.replace('🦊', ''),
      password.replace('’', "'"),
      encodeURIComponent(password),
    ];
    for (const [index, variant] of variants.entries()) {
      // Before the pool locks the account after five of them.
      if (index % 4 === 3) await journey.login(email, password);
      expect([variant, ...(await login(email, variant))]).toEqual([variant, 401, 'invalid_credentials']);
    }
    expect(await login(email, password)).toEqual([200, 'AUTHENTICATED']);
  });

  it('is not changed without the old one, and the old one stops working', async () => {
    const { email, tokens } = await journey.newPerson();
    const token = tokens.accessToken;
    const newPassword = 'another-Horse-8-battery';
    const change = (body: object) => journey.api.post('/auth/change-password', body, { token });
    expect((await change({ newPassword })).status).toBe(400);
    expect((await change({ currentPassword: 'wrong-Horse-1-battery', newPassword })).status).toBe(400);
    expect(await login(email, PASSWORD)).toEqual([200, 'AUTHENTICATED']);
    expect((await change({ currentPassword: PASSWORD, newPassword })).status).toBe(204);
    expect(await login(email, PASSWORD)).toEqual([401, 'invalid_credentials']);
    expect(await login(email, newPassword)).toEqual([200, 'AUTHENTICATED']);
  });

  it.each(COMMON)('such as %s is refused although it fits the policy', async (password) => {
    const { status, body } = await signUp(password);
    expect([status, body.code]).toEqual([400, 'password_policy_violation']);
  });

  it('that names its owner or the service is refused at sign-up, change and reset', async () => {
    const owner = {
      email: `grace.brewster.${Date.now()}@example.com`,
      firstName: 'Grace',
      lastName: 'Murray-Hopper',
    };
    for (const password of ['Grace-7-sails!', 'x7!BREWSTER.x', 'xX7-murray-hopper!', 'My-Cognito-7-pw!']) {
      const { status, body } = await signUp(password, owner);
      expect([password, status, body.code]).toEqual([password, 400, 'password_policy_violation']);
    }
    const { email, tokens } = await journey.newPerson({ firstName: 'Grace', lastName: 'Hopper' });
    const changed = await journey.api.post(
      '/auth/change-password',
      { currentPassword: PASSWORD, newPassword: 'Grace-7-sails!' },
      { token: tokens.accessToken },
    );
    expect([changed.status, changed.body['code']]).toEqual([400, 'password_policy_violation']);
    await journey.api.post('/auth/forgot-password', { email });
    const code = await journey.mailedCode(email);
    for (const newPassword of ['Password1!', `X7-${email.split('@')[0]}`]) {
      const reset = await journey.api.post('/auth/reset-password', { email, code, newPassword });
      expect([reset.status, reset.body['code']]).toEqual([400, 'password_policy_violation']);
    }
  });

  it('of no account is known beforehand', async () => {
    const names = ['admin@example.com', 'root@example.com', 'test@example.com', 'user@example.com'];
    for (const email of names) {
      for (const password of [
        'admin',
        'Admin123!',
        'password',
        'Password1!',
        'changeme',
        '',
        'test',
        'root',
      ]) {
        const { status } = await journey.api.post('/auth/login', { email, password });
        expect([email, password, [400, 401, 423].includes(status)]).toEqual([email, password, true]);
      }
    }
    const other = await RunningService.start();
    expect(other.adminPassword).not.toBe(service.adminPassword);
    expect(other.adminPassword.length).toBeGreaterThanOrEqual(16);
    await other.stopAndForget();
  });
});
