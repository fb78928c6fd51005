/**
 * Attack (slowloris): many connections that send their headers or their body one byte at a time, or nothing at all, to keep
 * sockets and memory busy until nobody else is served.
 */
import { RawConnection } from '../support/raw-http.js';
import { RunningService } from '../support/running-service.js';

const HEADERS = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n';
const BODY = `${HEADERS}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n`;

describe('a slow client', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await RunningService.start({
      env: { HEADERS_TIMEOUT_SECONDS: '1', REQUEST_TIMEOUT_SECONDS: '2' },
    });
  });

  afterAll(() => service.stopAndForget());

  /** Sends the start at once and the rest byte by byte, until it is cut off; resolves with how long that took. */
  async function trickle(connection: RawConnection, start: string): Promise<number> {
    const startedAt = Date.now();
    connection.send(start);
    const timer = setInterval(() => {
      connection.send('x');
    }, 100);
    await connection.closed;
    clearInterval(timer);
    return Date.now() - startedAt;
  }

  it.each([
    ['headers', `${HEADERS}X-Slow: `, 1_000],
    ['a body', BODY, 2_000],
    ['nothing', '', 1_000],
  ])('that is sending %s is cut off in time', async (what, start, limitMs) => {
    const connection = new RawConnection(service.origin);
    const tookMs = await (what === 'nothing' ? silence(connection) : trickle(connection, start));
    expect(tookMs).toBeGreaterThan(limitMs - 100);
    expect(tookMs).toBeLessThan(limitMs + 4_000);
    const [answer, ...more] = connection.answers;
    expect(more).toEqual([]);
    expect(answer?.status).toBe(408);
    expect(answer?.body).toContain('"code":"request_timeout"');
  });

  async function silence(connection: RawConnection): Promise<number> {
    const startedAt = Date.now();
    await connection.closed;
    return Date.now() - startedAt;
  }

  it('of hundreds does not keep others from being served, nor is it an error of ours', async () => {
    const connections = Array.from({ length: 300 }, () => new RawConnection(service.origin));
    for (const connection of connections) connection.send(BODY);
    const answer = await fetch(`${service.origin}/health/live`);
    expect(answer.status).toBe(200);
    await Promise.all(connections.map(({ closed }) => closed));
    expect(connections.map(({ answers }) => answers[0]?.status)).toEqual(connections.map(() => 408));
    expect(service.log).not.toContain('request failed');
  });
});
