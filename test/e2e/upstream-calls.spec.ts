import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Administrator } from '../support/administrator.js';
import { AuthenticatorApp, type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

/** As long as tokens may not know of a change yet: see src/users/claims-valid-from.ts. */
const CLAIMS_IN_DOUBT_MS = 6_000;

/** The table between the two markers of docs/architecture.md: operation → calls, e.g. `login` → `AdminInitiateAuth`. */
function documentedCalls(): Record<string, { cognito: string; dynamodb: string }> {
  const text = readFileSync('docs/architecture.md', 'utf8');
  const block = /<!-- upstream-calls -->([^]*?)<!-- \/upstream-calls -->/.exec(text)?.[1] ?? '';
  const rows = block.split('\n').filter((line) => line.startsWith('| `'));
  return Object.fromEntries(
    rows.map((row) => {
      const [, operation = '', cognito = '', dynamodb = ''] = row.split('|').map((cell) => cell.trim());
      return [operation.replace(/`/g, ''), { cognito, dynamodb }];
    }),
  );
}

/** With `UPDATE_DOCS=1` the table is written rather than compared. */
function document(counted: Record<string, { cognito: string; dynamodb: string }>): void {
  const rows = Object.entries(counted).map(
    ([operation, { cognito, dynamodb }]) => `| \`${operation}\` | ${cognito} | ${dynamodb} |`,
  );
  const table = ['| operation | Cognito | DynamoDB |', '| --- | --- | --- |', ...rows].join('\n');
  const text = readFileSync('docs/architecture.md', 'utf8');
  const block = /<!-- upstream-calls -->[^]*?<!-- \/upstream-calls -->/;
  const replacement = `<!-- upstream-calls -->\n\n${table}\n\n<!-- /upstream-calls -->`;
  writeFileSync('docs/architecture.md', text.replace(block, replacement));
}

describe('calls to AWS for each operation', () => {
  let aws: LocalAws;
  let service: RunningService;
  let journey: Journey;
  let enrolled: Awaited<ReturnType<Journey['newPersonWithFactor']>>;
  let enrolledAt: number;
  const counted: Record<string, { cognito: string; dynamodb: string }> = {};

  /** Calls made by a step, without those for all: the keys of the pool, and what changed in the last second. */
  async function count<T>(operation: string, step: () => Promise<T>): Promise<T> {
    aws.cognito.takeCalls();
    aws.dynamodb.takeCalls();
    const result = await step();
    counted[operation] = {
      cognito: listed(aws.cognito.takeCalls().filter((call) => !call.startsWith('/'))),
      dynamodb: listed(aws.dynamodb.takeCalls().filter((call) => call !== 'BatchGetItem changes')),
    };
    return result;
  }

  beforeAll(async () => {
    aws = await LocalAws.start();
    service = await RunningService.start({ env: aws.env() });
    journey = new Journey(service.origin, aws.cognitoServer);
    enrolled = await journey.newPersonWithFactor();
    enrolledAt = Date.now();
  });

  afterAll(async () => {
    await service.stop();
    await aws.close();
  });

  it('can be counted for one visit', async () => {
    const { api } = journey;
    const email = newEmail();
    await count('register', () => journey.register(email));
    await count('resendCode', () => api.post('/auth/resend-code', { email }));
    await count('confirmSignUp', () => journey.confirm(email));
    const first = await count('login', () => journey.login(email));
    const token = first.tokens.accessToken;
    await count('readMyProfile', () => api.get('/users/me', { token }));
    await count('updateMyProfile', () => api.patch('/users/me', { lastName: 'King' }, { token }));
    const setup = await count('setUpTotp', () =>
      api.post<{ secret: string }>('/auth/mfa/totp', undefined, { token }),
    );
    const app = new AuthenticatorApp(setup.body.secret);
    const enrolment = await count('verifyTotp', async () =>
      api.post('/auth/mfa/totp/verify', { code: await app.nextCode() }, { token }),
    );
    expect(enrolment.status).toBe(200);
    await api.get('/users/me', { token });
    await count('listMySessions', () => api.get('/auth/sessions', { token }));
    await count('logoutAll', () => api.post('/auth/logout-all', undefined, { token }));
  });

  it('can be counted for whoever forgot the password, and for administrators', async () => {
    const { api } = journey;
    const { email, user, tokens } = await journey.newPerson();
    await count('forgotPassword', () => api.post('/auth/forgot-password', { email }));
    const code = await journey.mailedCode(email);
    const newPassword = 'Another-horse-8-staple';
    await count('resetPassword', () => api.post('/auth/reset-password', { email, code, newPassword }));
    const { tokens: later } = await journey.login(email, newPassword);
    const change = { currentPassword: newPassword, newPassword: PASSWORD };
    await count('changePassword', () =>
      api.post('/auth/change-password', change, { token: later.accessToken }),
    );
    expect((await api.get('/users/me', { token: tokens.accessToken })).status).toBe(401);

    const admin = await Administrator.make(journey, aws.cognitoServer);
    await admin.get('/users?limit=1');
    await count('listUsers', () => admin.get('/users?limit=25'));
    const invitation = { email: newEmail(), firstName: 'Grace', lastName: 'Hopper', role: 'HR' };
    await count('inviteUser', () => admin.call('POST', '/users', invitation));
    await count('disableUser', () => admin.act('disable', user.userId));
    await count('listAuditEvents', () => admin.get('/audit-events?limit=25'));
  });

  it('can be counted for whoever set up a second factor some time ago', async () => {
    const { api } = journey;
    // Whoever signs in right after is believed less, which costs a write more.
    await setTimeout(Math.max(0, enrolledAt + CLAIMS_IN_DOUBT_MS - Date.now()));
    const { session } = await journey.login(enrolled.email, PASSWORD);
    const code = await enrolled.app.nextCode();
    const verified = await count('verifyMfa', () =>
      api.post<AuthResult>('/auth/mfa/verify', { session, code }),
    );
    expect(verified.body.status).toBe('AUTHENTICATED');
    const { accessToken: token, refreshToken } = verified.body.tokens;
    const refreshed = await count('refresh', () => api.post<AuthResult>('/auth/refresh', { refreshToken }));
    const body = { refreshToken: refreshed.body.tokens.refreshToken };
    await count('logout', () => api.post('/auth/logout', body, { token }));
  });

  it('are those of the table in docs/architecture.md', () => {
    if (process.env['UPDATE_DOCS'] === '1') document(counted);
    expect(counted).toEqual(documentedCalls());
  });

  it('are none for a guarded request whose state was read within the last five seconds', async () => {
    const { tokens } = await journey.newPerson();
    const call = () => journey.api.get('/users/me', { token: tokens.accessToken });
    await call();
    aws.cognito.takeCalls();
    aws.dynamodb.takeCalls();
    for (let i = 0; i < 50; i += 1) expect((await call()).status).toBe(200);
    expect([aws.cognito.takeCalls(), aws.dynamodb.takeCalls()]).toEqual([[], []]);
  });

  it('go on without Cognito for guarded requests', async () => {
    const { tokens } = await journey.newPerson();
    expect((await journey.api.get('/users/me', { token: tokens.accessToken })).status).toBe(200);
    aws.cognito.behave(() => 'reset');
    expect((await journey.api.get('/users/me', { token: tokens.accessToken })).status).toBe(200);
    aws.cognito.behave(() => 'forward');
  });
});

/** `PutItem audit × 2, UpdateItem profiles`. How often a counter is asked depends on whether its window has begun. */
function listed(calls: readonly string[]): string {
  const names = [...new Set(calls)];
  const counts = names.map((name) => [name, calls.filter((call) => call === name).length] as const);
  return (
    counts
      .map(([name, count]) => (count === 1 || name.endsWith(' counters') ? name : `${name} × ${count}`))
      .join(', ') || 'none'
  );
}
