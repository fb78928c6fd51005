import { ApiClient } from '../support/api-client.js';
import { RawConnection } from '../support/raw-http.js';
import { RunningService } from '../support/running-service.js';

const BODY = JSON.stringify({ email: 'nobody@example.com', password: 'wrong-Password-1' });
const LOGIN =
  'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
  `Content-Length: ${BODY.length}\r\n\r\n${BODY.slice(0, 10)}`;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function untilRefused(origin: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(`${origin}/health/live`, { headers: { connection: 'close' } });
    } catch {
      return;
    }
    await pause(20);
  }
  throw new Error('the port was not closed');
}

describe('a stop', () => {
  it('turns readiness off first, and serves while load balancers notice', async () => {
    const service = await RunningService.start({ env: { SHUTDOWN_DRAIN_SECONDS: '1' } });
    const api = new ApiClient(service.origin);
    await expect(api.get('/health/ready')).resolves.toMatchObject({ status: 200, body: { status: 'ok' } });
    const stopped = service.stopAndForget();
    await pause(200);
    const ready = await api.get('/health/ready');
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '5']);
    expect(ready.body).toEqual({ status: 'draining', checks: { dynamodb: 'up', cognito: 'up' } });
    const [live, policy] = [await api.get('/health/live'), await api.get('/auth/policy')];
    expect([live.status, policy.status]).toEqual([200, 200]);
    await stopped;
    expect(service.exitCode).toBe(0);
  });

  it('lets what has begun end, and takes on nothing new', async () => {
    const service = await RunningService.start();
    const connection = new RawConnection(service.origin);
    connection.send(LOGIN);
    await pause(200);
    const stopped = service.stopAndForget();
    await untilRefused(service.origin);
    connection.send(`${BODY.slice(10)}GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n`);
    await connection.closed;
    const [begun, late] = connection.answers;
    expect([begun?.status, late?.status]).toEqual([401, 503]);
    expect(late?.headers.get('retry-after')).toBe('1');
    expect(late?.body).toContain('"code":"service_unavailable"');
    await stopped;
    expect(service.exitCode).toBe(0);
  });

  it('waits for nobody longer than the deadline', async () => {
    const service = await RunningService.start({ env: { SHUTDOWN_DEADLINE_SECONDS: '0.5' } });
    const connection = new RawConnection(service.origin);
    connection.send(LOGIN);
    await pause(200);
    const startedAt = Date.now();
    await service.stopAndForget();
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    expect(service.exitCode).toBe(1);
    expect(service.log).toContain('requests were cut off');
    await connection.closed;
  });
});
