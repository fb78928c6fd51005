/**
 * Attack: requests whose end two servers would see in two places (both lengths, two lengths, broken chunks, bare line feeds,
 * folded and repeated headers), to smuggle a second request past a proxy; and noise, to learn from the answer what runs here.
 */
import { sendRaw } from '../support/raw-http.js';
import { RunningService } from '../support/running-service.js';

const GET = 'GET /health/live HTTP/1.1\r\nHost: x\r\n';
const LOGIN = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
/** Closes the connection after a request that is answered as one. */
const CLOSE = 'Connection: close\r\n';

const UNREADABLE: [name: string, bytes: string][] = [
  ['garbage', '\x16\x03\x01\x02\x00 hello\r\n\r\n'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['both a length and chunks', `${LOGIN}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['two lengths', `${LOGIN}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`],
  ['the same length twice', `${LOGIN}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`],
  ['a length with a sign', `${LOGIN}Content-Length: +2\r\n\r\n{}`],
  ['a chunk without a size', `${LOGIN}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
  ['chunked, but not last', `${LOGIN}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
  ['line feeds alone', 'GET /health/live HTTP/1.1\nHost: x\n\n'],
  ['a line feed alone in a header', `${GET}A: b\nTransfer-Encoding: chunked\r\n\r\n`],
  ['a line feed alone in a chunk', `${LOGIN}Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n`],
  ['a carriage return alone', `${GET}A: b\rC: d\r\n\r\n`],
  ['a folded header', `${GET}A: b\r\n c\r\n\r\n`],
  ['a blank before the colon', `${GET}Content-Length : 0\r\n\r\n`],
  ['NUL in a header', `${GET}A: a\0b\r\n\r\n`],
  ['NUL in the address', 'GET /health\0live HTTP/1.1\r\nHost: x\r\n\r\n'],
];

describe('malformed HTTP', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await RunningService.start();
  });

  afterAll(() => service.stopAndForget());

  it.each(UNREADABLE)('(%s) is answered once, by a constant', async (_name, bytes) => {
    const answers = await sendRaw(service.origin, `${bytes}GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answers).toHaveLength(1);
    const { status, headers, body } = answers[0]!;
    const { requestId, ...problem } = JSON.parse(body) as Record<string, unknown>;
    expect([status, headers.get('content-type'), headers.get('connection')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
      'close',
    ]);
    expect(headers.get('x-request-id')).toBe(requestId);
    expect(problem).toEqual({
      type: '/docs/errors#malformed_request',
      title: 'The request cannot be read',
      status: 400,
      detail: 'The body is not valid JSON, or the request is not well-formed.',
      instance: '',
      code: 'malformed_request',
    });
  });

  it('is not written to the log as it came', async () => {
    await sendRaw(service.origin, 'secret-of-somebody\r\n{"level":60}\r\n\r\n');
    expect(service.log).not.toContain('secret-of-somebody');
    expect(service.log).not.toContain('"level":60');
  });

  it.each([
    ['a header that is too long', `${GET}A: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
    ['too many headers', `${GET}${CLOSE}${'A: b\r\n'.repeat(150)}\r\n`, 431, 'headers_too_large'],
    ['more headers than Node reads', `${GET}${CLOSE}${'A:\r\n'.repeat(3_000)}\r\n`, 431, 'headers_too_large'],
    [
      'too long an address',
      `GET /${'a'.repeat(9_000)} HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`,
      414,
      'uri_too_long',
    ],
    ['two hosts', `${GET}${CLOSE}Host: y\r\n\r\n`, 400, 'malformed_request'],
    ['two tokens', `${GET}${CLOSE}Authorization: a\r\nauthorization: b\r\n\r\n`, 400, 'malformed_request'],
    [
      'two media types',
      `${LOGIN}${CLOSE}Content-Type: text/xml\r\nContent-Length: 2\r\n\r\n{}`,
      400,
      'malformed_request',
    ],
    ['an unknown coding', `${LOGIN}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`, 400, 'malformed_request'],
  ])('(%s) is refused', async (_name, bytes, status, code) => {
    const [answer, ...more] = await sendRaw(service.origin, bytes);
    expect(more).toEqual([]);
    expect(answer?.status).toBe(status);
    expect((JSON.parse(answer?.body ?? '{}') as { code: string }).code).toBe(code);
  });

  it.each([
    ['no host', 'GET /health/live HTTP/1.1\r\n\r\n', 400],
    ['an expectation', `${LOGIN}${CLOSE}Expect: magic\r\nContent-Length: 0\r\n\r\n`, 417],
  ])('(%s) is refused without a word', async (_name, bytes, status) => {
    const [answer] = await sendRaw(service.origin, bytes);
    expect([answer?.status, answer?.body.trim()]).toEqual([status, '']);
  });

  it('never opens a tunnel or another protocol', async () => {
    await expect(sendRaw(service.origin, 'CONNECT evil:80 HTTP/1.1\r\nHost: x\r\n\r\n')).resolves.toEqual([]);
    const upgrade = 'Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
    const [answer] = await sendRaw(service.origin, `${GET}Connection: close, Upgrade\r\n${upgrade}\r\n`);
    expect(answer?.status).toBe(200);
  });
});
