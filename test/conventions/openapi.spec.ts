import { ERROR_STATUS } from '../../src/http/error-status.js';
import { RATE_LIMIT_POLICIES, type RateLimitPolicy } from '../../src/limits/rate-limit-policies.js';
import { ERROR_CODES, type ErrorCode } from '../../src/shared/error-code.js';
import { allHandlers } from './controllers.js';
import { readText } from './source-files.js';

interface Schema {
  readonly properties?: Readonly<Record<string, object>>;
}

interface Content {
  readonly schema?: { readonly $ref?: string };
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Response {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, Content>>;
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Response>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly info: { readonly description: string };
  readonly tags: readonly { readonly name: string }[];
}

interface Recorded {
  readonly responses: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

interface Named extends Operation {
  readonly name: string;
}

function operationsOf({ paths }: Pick<Document, 'paths'>): Named[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      name: `${method.toUpperCase()} ${path}`,
    })),
  );
}

const isSuccess = (status: string) => status.startsWith('2') || status.startsWith('3');

/** An operation of OAuth 2 takes a form and refuses as RFC 6749 says, not with problems. */
function isOAuth({ requestBody }: Named): boolean {
  return requestBody?.content['application/x-www-form-urlencoded'] !== undefined;
}

/** What every operation must document, given who may call it and whether it takes a body. */
function missingStatuses(operation: Named): string[] {
  const { name, security, requestBody, responses } = operation;
  const guarded = (security ?? []).length > 0;
  const needed = [
    '500',
    '503',
    ...(requestBody ? ['400'] : []),
    ...(requestBody && !isOAuth(operation) ? ['413', '415'] : []),
    ...(name.includes('{') ? ['400'] : []),
    ...(guarded ? ['401', '403'] : []),
  ];
  return [
    ...needed
      .filter((status) => !(status in responses))
      .map((status) => `${name} does not document ${status}`),
    ...(Object.keys(responses).some(isSuccess) ? [] : [`${name} documents no success`]),
  ];
}

function successFaults({ name, responses }: Named): string[] {
  return Object.entries(responses)
    .filter(([status]) => isSuccess(status))
    .flatMap(([status, { content = {}, description = '' }]) => [
      ...(description === '' ? [`${name} ${status} does not say what it means`] : []),
      ...Object.entries(content)
        .filter(([, { schema, examples = {} }]) => !schema || Object.keys(examples).length === 0)
        .map(([type]) => `${name} ${status} has no example or schema of its ${type}`),
    ]);
}

/** Each refusal: a problem, with one example for each code that has the status, and the headers that come with it. */
function refusalFaults(operation: Named): string[] {
  const { name, responses } = operation;
  if (isOAuth(operation)) return oauthRefusalFaults(operation);
  return Object.entries(responses)
    .filter(([status]) => !isSuccess(status))
    .flatMap(([status, { content, headers = {} }]) => {
      const examples = Object.entries(content?.['application/problem+json']?.examples ?? {});
      const where = `${name} ${status}`;
      return [
        ...(examples.length === 0 ? [`${where} shows no problem`] : []),
        ...headerFaults(where, status, headers),
        ...examples.flatMap(([code, { value }]) => exampleFaults(where, code, value as Partial<ProblemLike>)),
      ];
    });
}

const HEADER_OF_STATUS: Readonly<Record<string, string>> = {
  '401': 'WWW-Authenticate',
  '423': 'Retry-After',
  '429': 'Retry-After',
  '503': 'Retry-After',
};

function headerFaults(where: string, status: string, headers: Readonly<Record<string, object>>): string[] {
  const header = HEADER_OF_STATUS[status];
  return header === undefined || header in headers ? [] : [`${where} does not document ${header}`];
}

function oauthRefusalFaults({ name, responses }: Named): string[] {
  return Object.entries(responses)
    .filter(([status]) => !isSuccess(status))
    .flatMap(([status, { content, headers = {} }]) => {
      const examples = Object.entries(content?.['application/json']?.examples ?? {});
      const wrong = examples.filter(([error, { value }]) => (value as { error?: unknown }).error !== error);
      return [
        ...(examples.length === 0 ? [`${name} ${status} shows no error`] : []),
        ...headerFaults(`${name} ${status}`, status, headers),
        ...wrong.map(([error]) => `${name} ${status} shows ${error} wrongly`),
      ];
    });
}

interface ProblemLike {
  readonly code: string;
  readonly status: number;
  readonly type: string;
}

function exampleFaults(where: string, name: string, problem: Partial<ProblemLike>): string[] {
  const code = ERROR_CODES.find((known): known is ErrorCode => known === name);
  if (code === undefined) return [`${where} names ${name}, which does not exist`];
  const right =
    problem.code === code &&
    problem.status === ERROR_STATUS[code] &&
    where.endsWith(` ${ERROR_STATUS[code]}`) &&
    problem.type?.endsWith(`#${code}`) === true;
  return right ? [] : [`${where} shows ${name} wrongly`];
}

/** What it is for, what comes next, who may call it and how often. */
function isGuided({ description = '' }: Named): boolean {
  return /^\S.+\n\n\*\*Next:\*\* \S.+\n\n\*\*For\*\* .+ · \*\*Limit\*\* `\w+`$/su.test(description);
}

/** The row of a limit in the guide. */
function rowOf(name: string, { windowSeconds, perAddress, perAccount, locks }: RateLimitPolicy): string {
  const windows: Record<number, string> = { 60: 'a minute', 300: 'in 5 minutes', 3600: 'an hour' };
  const window = windows[windowSeconds] ?? '';
  const account = perAccount === undefined ? '' : `${perAccount} ${window}${locks ? '; failures lock' : ''}`;
  return `| \`${name}\` | ${perAddress} ${window} | ${account}`;
}

/** Bodies without an example of the whole, where not even each field has one. */
function bodyFaults({ name, requestBody }: Named, schemas: Readonly<Record<string, Schema>>): string[] {
  return Object.entries(requestBody?.content ?? {})
    .filter(([, { examples = {}, schema }]) => {
      const fields = schemas[schema?.$ref?.split('/').pop() ?? '']?.properties ?? {};
      const shown = Object.values(fields).every((field) => 'example' in field);
      return Object.keys(examples).length === 0 && !(shown && Object.keys(fields).length > 0);
    })
    .map(([type]) => `${name} shows no ${type} to send`);
}

/** Refusals that are shown although the response does not name their code. */
function undeclaredCodes({ name, responses }: Named): string[] {
  return Object.entries(responses).flatMap(([status, { description = '', content = {} }]) =>
    Object.entries(content)
      .filter(([type]) => !isSuccess(status) && type === 'application/problem+json')
      .flatMap(([, { examples = {} }]) => Object.keys(examples))
      .filter((code) => !description.includes(`\`${code}\``))
      .map((code) => `${name} ${status} shows ${code}, which it does not declare`),
  );
}

/** What a run answered and the document does not tell of. */
function untold(operations: readonly Named[], recorded: Readonly<Record<string, Recorded>>): string[] {
  return Object.entries(recorded).flatMap(([id, { responses }]) => {
    const told = operations.find(({ operationId }) => operationId === id)?.responses ?? {};
    return Object.entries(responses).flatMap(([status, types]) =>
      Object.keys(types)
        .filter((type) => told[status]?.content?.[type] === undefined)
        .map((type) => `${id} answered ${status} ${type}`),
    );
  });
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe('docs/openapi.json', () => {
  const document = JSON.parse(readText('docs/openapi.json')) as Document;
  const operations = operationsOf(document);

  it('describes every operation, and no other, under an id of its own', async () => {
    const handlers = await allHandlers();
    const ids = operations.map(({ operationId }) => operationId ?? '');
    expect(repeated(ids)).toEqual([]);
    expect(ids.sort()).toEqual(handlers.map(({ method }) => method).sort());
  });

  it('names paths and access as the controllers do', async () => {
    const byId = new Map(operations.map((operation) => [operation.operationId, operation]));
    const documented = (await allHandlers()).map(({ method, path }) => ({
      path,
      name: byId.get(method)?.name.replace(/^[A-Z]+ \/(api\/v1\/)?/, ''),
    }));
    expect(documented.filter(({ path, name }) => path.replace(/:(\w+)/g, '{$1}') !== name)).toEqual([]);
    const guarded = (await allHandlers())
      .filter(({ rule }) => rule?.kind !== 'public')
      .map(({ method }) => method);
    const locked = operations.filter(({ security = [] }) => security.length > 0);
    expect(locked.map(({ operationId }) => operationId).sort()).toEqual(guarded.sort());
  });

  it('gives every operation a summary and a tag that is explained', () => {
    const tags = document.tags.map(({ name }) => name);
    const bare = operations.filter(
      ({ summary = '', tags: own = [] }) =>
        summary === '' || own.length !== 1 || !tags.includes(own[0] ?? ''),
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('says of every operation what it is for and what comes next', () => {
    expect(operations.filter((operation) => !isGuided(operation)).map(({ name }) => name)).toEqual([]);
    expect(isGuided({ name: 'GET /bad', description: 'Reads.', responses: {} })).toBe(false);
  });

  it('tells the limits as they are', () => {
    const { description } = document.info;
    const rows = Object.entries(RATE_LIMIT_POLICIES).map(([name, policy]) => rowOf(name, policy));
    expect(rows.filter((row) => !description.includes(row))).toEqual([]);
  });

  it('shows an example of every success', () => {
    expect(operations.flatMap(successFaults)).toEqual([]);
  });

  it('shows an example of every body', () => {
    const { schemas } = document.components;
    expect(operations.flatMap((operation) => bodyFaults(operation, schemas))).toEqual([]);
    const bad = { name: 'POST /bad', requestBody: { content: { 'application/json': {} } }, responses: {} };
    expect(bodyFaults(bad, schemas)).toEqual(['POST /bad shows no application/json to send']);
  });

  it('tells of every answer that a run has shown, and shows no refusal that it does not declare', () => {
    const recorded = JSON.parse(readText('src/http/examples.json')) as Record<string, Recorded>;
    expect(Object.keys(recorded).length).toBeGreaterThan(50);
    expect(untold(operations, recorded)).toEqual([]);
    expect(operations.flatMap(undeclaredCodes)).toEqual([]);
    const answer = { responses: { 200: { 'text/html': {} } } };
    expect(untold(operations, { login: answer })).toEqual(['login answered 200 text/html']);
    const content = { 'application/problem+json': { examples: { not_found: { value: {} } } } };
    expect(undeclaredCodes({ name: 'GET /bad', responses: { 404: { content } } })).toEqual([
      'GET /bad 404 shows not_found, which it does not declare',
    ]);
  });

  it('documents every refusal, with its codes, their examples and headers', () => {
    expect(operations.flatMap(missingStatuses)).toEqual([]);
    expect(operations.flatMap(refusalFaults)).toEqual([]);
  });

  it('would be missed where it does not', () => {
    const bad: Named = {
      name: 'POST /bad/{id}',
      security: [{ bearer: [] }],
      requestBody: { content: {} },
      responses: {
        200: { content: { 'application/json': { schema: {} } } },
        401: { content: { 'application/problem+json': { examples: { no_such_code: { value: {} } } } } },
        404: {
          content: {
            'application/problem+json': {
              examples: {
                not_found: { value: { code: 'not_found', status: 403, type: '/docs/errors#not_found' } },
              },
            },
          },
        },
        500: { description: 'Broken.' },
      },
    };
    expect(missingStatuses(bad)).toEqual(
      ['503', '400', '413', '415', '400', '403'].map(
        (status) => `POST /bad/{id} does not document ${status}`,
      ),
    );
    expect(missingStatuses({ ...bad, responses: {} })).toContain('POST /bad/{id} documents no success');
    expect(successFaults(bad)).toEqual([
      'POST /bad/{id} 200 does not say what it means',
      'POST /bad/{id} 200 has no example or schema of its application/json',
    ]);
    expect(refusalFaults(bad)).toEqual([
      'POST /bad/{id} 401 does not document WWW-Authenticate',
      'POST /bad/{id} 401 names no_such_code, which does not exist',
      'POST /bad/{id} 404 shows not_found wrongly',
      'POST /bad/{id} 500 shows no problem',
    ]);
    const form: Named = {
      name: 'POST /token',
      requestBody: { content: { 'application/x-www-form-urlencoded': {} } },
      responses: {
        400: {
          content: { 'application/json': { examples: { invalid_grant: { value: { error: 'other' } } } } },
        },
        500: {},
      },
    };
    expect(missingStatuses(form)).toContain('POST /token does not document 503');
    expect(refusalFaults(form)).toEqual([
      'POST /token 400 shows invalid_grant wrongly',
      'POST /token 500 shows no error',
    ]);
    expect(repeated(['a', 'b', 'a'])).toEqual(['a']);
    const path = { get: bad, post: bad };
    expect(operationsOf({ paths: { '/x': path } }).map(({ name }) => name)).toEqual(['GET /x', 'POST /x']);
  });
});
