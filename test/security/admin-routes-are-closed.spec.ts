/**
 * Attack: somebody calls the administration without signing in, as a plain user, or with ids and names made to confuse whoever
 * reads them. The table of operations comes from the running service's own OpenAPI document, so that a new one is tried too.
 */
import { Administrator, outcomeOf } from '../support/administrator.js';
import type { Answer } from '../support/api-client.js';
import { Journey } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface AdminRoute {
  readonly id: string;
  readonly method: string;
  /** Without the prefix. */
  readonly path: string;
  readonly body: Schema | undefined;
}

const SOMEBODY = '34c84488-e0e1-70ae-9b5d-1f0c5d1f2a3b';
const EXAMPLES: Readonly<Record<string, string>> = {
  userId: SOMEBODY,
  sessionId: '5e0b2f4a-9a0c-4b52-a1a3-0f8a6c1d7e11',
  group: 'nowhere',
};

/** What a path parameter may be tried with, written as it goes over the wire. */
const TRICKS = [
  '..',
  '%2e%2e',
  '%2e%2e%2fadmin%2fgroups',
  '%2F',
  '%5c',
  '%00',
  'a%00b',
  '%0d%0aSet-Cookie:%20a=b',
  '%',
  '%zz',
  '%c3%28',
  '%F0%9F%92%A9',
  '%20',
  '*',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  '-1',
  '0',
  'admin%40example.com',
  "'%20OR%20'1'='1",
  '%7B%22S%22%3A%22x%22%7D',
  '$ne',
  '%3Cscript%3E',
  'a'.repeat(64),
  'a'.repeat(65),
  'a'.repeat(3000),
  SOMEBODY.toUpperCase(),
  `${SOMEBODY}%00`,
  `${SOMEBODY}%2F..`,
  `${SOMEBODY};x=1`,
];

describe('the administration', () => {
  let service: RunningService;
  let journey: Journey;
  let admin: Administrator;
  let plainToken: string;
  let idToken: string;
  let routes: readonly AdminRoute[];
  let document: Document;

  const send = (route: AdminRoute, path: string, token?: string): Promise<Answer<{ code?: string }>> =>
    journey.api.call(route.method, path, {
      ...(token !== undefined && { token }),
      ...(route.body !== undefined && { body: {} }),
    });
  const filled = ({ path }: AdminRoute, values: Readonly<Record<string, string>> = {}) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? EXAMPLES[name] ?? 'x');
  const parametersOf = ({ path }: AdminRoute) =>
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const resolved = (schema: Schema): Schema =>
    schema.$ref === undefined
      ? schema
      : (document.components.schemas[schema.$ref.split('/').pop() ?? ''] ?? {});

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
    admin = await Administrator.signIn(journey, 'admin@example.com', service.adminPassword);
    const plain = await journey.newPerson();
    plainToken = plain.tokens.accessToken;
    idToken = plain.tokens.idToken;
    document = (await journey.api.get<Document>('/openapi.json')).body;
    routes = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(() => path.startsWith('/api/v1/admin'))
        .map(([method, { operationId, requestBody }]) => ({
          id: operationId,
          method: method.toUpperCase(),
          path: path.replace('/api/v1', ''),
          body: requestBody?.content['application/json']?.schema,
        })),
    );
  });

  afterAll(() => service.stopAndForget());

  it('has all of its operations, each tried below', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      expect.arrayContaining([
        'DELETE /admin/groups/{group}',
        'DELETE /admin/users/{userId}',
        'DELETE /admin/users/{userId}/groups/{group}',
        'DELETE /admin/users/{userId}/sessions/{sessionId}',
        'GET /admin/audit-events',
        'GET /admin/audit-events/verify',
        'GET /admin/groups',
        'GET /admin/users',
        'GET /admin/users/{userId}',
        'GET /admin/users/{userId}/groups',
        'GET /admin/users/{userId}/sessions',
        'PATCH /admin/users/{userId}',
        'POST /admin/groups',
        'POST /admin/users',
        ...['confirm', 'disable', 'enable', 'reset-mfa', 'reset-password', 'sign-out', 'unlock'].map(
          (action) => `POST /admin/users/{userId}/${action}`,
        ),
        'PUT /admin/users/{userId}/groups/{group}',
      ]),
    );
  });

  it('is closed to whoever has not signed in, on every operation', async () => {
    for (const route of routes) {
      const answer = await send(route, filled(route));
      expect([route.id, ...outcomeOf(answer)]).toEqual([route.id, 401, 'authentication_required']);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
    }
    const denied = await admin.events({ type: 'access.denied', limit: '100' });
    expect(denied.filter(({ details }) => details['reason'] === 'authentication_required')).toHaveLength(
      routes.length,
    );
  });

  it('is closed to a plain user, on every operation', async () => {
    for (const route of routes) {
      const answer = await send(route, filled(route), plainToken);
      expect([route.id, ...outcomeOf(answer)]).toEqual([route.id, 403, 'insufficient_scope']);
      expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    }
  });

  it('is closed to an ID token and to a token that was bent, on every operation', async () => {
    const [header, , signature] = admin.token.split('.');
    const bent = `${header}.${Buffer.from('{"cognito:groups":["admin"]}').toString('base64url')}.${signature}`;
    for (const route of routes) {
      for (const token of [idToken, bent]) {
        expect([route.id, ...outcomeOf(await send(route, filled(route), token))]).toEqual([
          route.id,
          401,
          'invalid_token',
        ]);
      }
    }
  });

  it('says 404 of users, sessions and groups that are not there', async () => {
    const named = routes.filter(({ path, method }) => path.includes('{') && method !== 'PATCH');
    for (const route of named) {
      expect([route.id, ...outcomeOf(await send(route, filled(route), admin.token))]).toEqual([
        route.id,
        404,
        'not_found',
      ]);
    }
    expect(await admin.outcome('PATCH', `/users/${SOMEBODY}`, { role: 'HR' })).toEqual([404, 'not_found']);
  });

  it('answers ids and names made to confuse it with 400, 404 or 414, on every operation', async () => {
    for (const route of routes) {
      for (const name of parametersOf(route)) {
        for (const trick of TRICKS) {
          const path = filled(route, { ...(name !== 'userId' && { userId: admin.userId }), [name]: trick });
          const { status } = await send(route, path, admin.token);
          // A dot segment is gone before it is sent; what is left may be another operation, or one of none.
          const allowed = trick === '..' || trick === '%2e%2e' ? [200, 400, 404, 405] : [400, 404, 414];
          expect([route.id, name, trick, allowed.includes(status) ? 'refused' : status]).toEqual([
            route.id,
            name,
            trick,
            'refused',
          ]);
        }
      }
    }
    expect((await admin.get(`/users/${admin.userId}`)).body['status']).toBe('ACTIVE');
  });

  it('takes no password, on any operation', async () => {
    for (const { id, body } of routes) {
      const fields = Object.keys(body === undefined ? {} : (resolved(body).properties ?? {}));
      expect([id, fields.filter((field) => /passw|secret|code/i.test(field))]).toEqual([id, []]);
    }
    const person = { email: 'new@example.com', firstName: 'Grace', lastName: 'Hopper', role: 'HR' };
    for (const field of ['password', 'temporaryPassword', 'newPassword']) {
      const invited = await admin.outcome('POST', '/users', {
        ...person,
        [field]: 'correct-Horse-7-battery',
      });
      expect(invited).toEqual([400, 'validation_failed']);
      const changed = await admin.outcome('PATCH', `/users/${admin.userId}`, { [field]: 'x' });
      expect(changed).toEqual([400, 'validation_failed']);
    }
  });
});
