/**
 * Attack: parameters that come twice, as lists or as objects, and the names `__proto__`, `constructor` and `prototype` in
 * query, form and JSON, so that a check sees one value and the use another, or every object gets a property.
 */
import { Journey } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface ProblemBody {
  readonly code: string;
  readonly errors?: readonly { readonly field: string }[];
}

describe('parameter pollution', () => {
  let service: RunningService;
  let journey: Journey;
  let token: string;

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
    token = (await journey.login('admin@example.com', service.adminPassword)).tokens.accessToken;
  });

  afterAll(() => service.stopAndForget());

  it.each([
    ['/admin/users?limit=1&limit=100', 'limit'],
    ['/admin/users?email=a&email=b', 'email'],
    ['/admin/users?limit[]=1', 'limit[]'],
    ['/admin/users?limit[$gt]=1', 'limit[$gt]'],
    ['/admin/audit-events?type=logout&type=login.failed', 'type'],
    ['/admin/users?__proto__[role]=Admin', '__proto__[role]'],
    ['/users/me/activity?limit=1&limit=2', 'limit'],
  ])('of %s is refused by name', async (path, field) => {
    const { status, body } = await journey.api.get<ProblemBody>(path, { token });
    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors?.map((error) => error.field)).toContain(field);
  });

  it.each([
    '{"email":"a@example.com","password":"x","__proto__":{"isAdmin":true}}',
    '{"email":"a@example.com","password":"x","constructor":{"prototype":{"isAdmin":true}}}',
    '{"email":"a@example.com","password":"x","\\u005f_proto__":{"isAdmin":true}}',
    '{"__proto__":null,"email":"a@example.com","password":"x"}',
    '{"email":{"__proto__":{"isAdmin":true}},"password":"x"}',
  ])('of the body %s is refused', async (body) => {
    const answer = await journey.api.post<ProblemBody>('/auth/login', body);
    expect(answer.status).toBe(400);
    expect(['malformed_request', 'validation_failed']).toContain(answer.body.code);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('by the name %s alone is dropped', async (name) => {
    const list = await journey.api.get<object>(`/admin/users?limit=2&${name}=1`, { token });
    expect(list.status).toBe(200);
    expect(Object.keys(list.body).sort()).toEqual(['items', 'nextCursor']);
  });

  it.each(['__proto__=x', 'constructor=x', '__proto__[a]=x', 'username=a&username=b', 'password[]=x'])(
    'of the form %s is refused',
    async (more) => {
      const answer = await journey.api.call<{ error: string }>('POST', '/auth/token', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `grant_type=password&username=nobody%40example.com&password=wrong&${more}`,
      });
      expect([400, 401]).toContain(answer.status);
      expect(['invalid_request', 'invalid_grant']).toContain(answer.body.error);
    },
  );

  it('has left nothing behind: answers are what they were', async () => {
    const { status, body } = await journey.api.get('/users/me', { token });
    expect([status, 'isAdmin' in body]).toEqual([200, false]);
    const nothing = await journey.api.get<ProblemBody>('/admin/users?limit=2', { token });
    expect(nothing.status).toBe(200);
  });
});
