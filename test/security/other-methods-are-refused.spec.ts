/**
 * Attack: an address is called by methods that it is not made for (TRACE to read headers back, OPTIONS to look around, PUT
 * and DELETE in the hope that a guard forgot them, methods of WebDAV).
 */
import { ApiClient } from '../support/api-client.js';
import { sendRaw } from '../support/raw-http.js';
import { RunningService } from '../support/running-service.js';
import { readText } from '../conventions/source-files.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];

interface Document {
  readonly paths: Readonly<Record<string, object>>;
}

const { paths } = JSON.parse(readText('docs/openapi.json')) as Document;

/** Every address with the methods that it takes. */
const ADDRESSES = Object.entries(paths).map(([path, operations]) => {
  const methods = Object.keys(operations).map((method) => method.toUpperCase());
  return {
    path: path.replace(/\{\w+\}/g, 'x'),
    methods: [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort(),
  };
});

describe('a method that an address does not take', () => {
  let service: RunningService;
  let api: ApiClient;

  beforeAll(async () => {
    service = await RunningService.start();
    api = new ApiClient(service.origin);
  });

  afterAll(() => service.stopAndForget());

  it('is refused with the ones that it takes, whatever the address', async () => {
    expect(ADDRESSES.length).toBeGreaterThan(40);
    for (const { path, methods } of ADDRESSES) {
      for (const method of METHODS.filter((candidate) => !methods.includes(candidate))) {
        const { status, headers, body } = await api.call<{ code: string }>(method, path, {});
        expect([method, path, status, body.code]).toEqual([method, path, 405, 'method_not_allowed']);
        // One that is guarded by name may share its pattern with another, such as `/users/me`.
        expect(headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(methods));
      }
    }
  });

  it('is refused where it is TRACE, and nothing of the request comes back', async () => {
    const secret = 'Bearer that-nobody-must-see';
    const [answer] = await sendRaw(
      service.origin,
      `TRACE /api/v1/users/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${secret}\r\n\r\n`,
    );
    expect(answer?.status).toBe(405);
    expect(answer?.headers.get('allow')).toBe('DELETE, GET, HEAD, PATCH');
    expect(answer?.body).not.toContain(secret);
  });

  it('says nothing of an address that there is not', async () => {
    const answers = await Promise.all(METHODS.map((method) => api.call(method, '/api/v1/nothing/here', {})));
    expect(answers.map(({ status, headers }) => [status, headers.get('allow')])).toEqual(
      METHODS.map(() => [404, null]),
    );
  });
});
