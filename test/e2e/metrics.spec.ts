import { Journey, newEmail } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

describe('/metrics', () => {
  let service: RunningService;
  let journey: Journey;
  let text: string;

  /** The value of a series, by its name and labels in any order. */
  function valueOf(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
    const line = text
      .split('\n')
      .filter((candidate) => candidate.startsWith(`${name}{`) || candidate.startsWith(`${name} `))
      .find((candidate) =>
        Object.entries(labels).every(([label, value]) => candidate.includes(`${label}="${value}"`)),
      );
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  }

  beforeAll(async () => {
    service = await RunningService.start({ env: { LOCK_AFTER: '2' } });
    journey = new Journey(service.origin, service.cognito);
    const { email, tokens } = await journey.newPerson();
    const token = tokens.accessToken;
    for (let call = 0; call < 3; call += 1) await journey.api.get('/users/me', { token });
    for (let guess = 0; guess < 3; guess += 1) {
      await journey.api.post('/auth/login', { email, password: 'wrong-Password-1' });
    }
    await journey.api.get(`/nothing/${newEmail()}`);
    await journey.api.call('PROPFIND', '/users/me', {});
    text = (await journey.api.get<string>('/metrics')).body;
  });

  afterAll(() => service.stopAndForget());

  it('are in the text format of Prometheus', async () => {
    const { status, headers } = await journey.api.get('/metrics');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  });

  it('counts and times requests by route and class of the status', () => {
    const name = 'http_request_duration_seconds_count';
    expect(valueOf(name, { method: 'GET', route: '/api/v1/users/me', status: '2xx' })).toBe(3);
    expect(valueOf(name, { method: 'POST', route: '/api/v1/auth/login', status: '4xx' })).toBe(3);
    expect(valueOf(name, { method: 'GET', route: 'unknown', status: '4xx' })).toBe(1);
    expect(valueOf('http_request_duration_seconds_sum', { route: '/api/v1/users/me' })).toBeGreaterThan(0);
  });

  it('counts refusals by their code, and locks', () => {
    expect(valueOf('auth_refusals_total', { code: 'account_locked' })).toBe(1);
    expect(valueOf('auth_refusals_total', { code: 'method_not_allowed' })).toBe(1);
    expect(valueOf('auth_audit_events_total', { type: 'login.locked', outcome: 'FAILURE' })).toBe(1);
    expect(valueOf('auth_audit_events_total', { type: 'login.succeeded', outcome: 'SUCCESS' })).toBe(1);
  });

  it('counts and times calls to AWS by operation and outcome', () => {
    const name = 'auth_upstream_request_duration_seconds_count';
    expect(valueOf(name, { service: 'cognito', operation: 'SignUp', outcome: 'ok' })).toBe(1);
    expect(valueOf(name, { service: 'cognito', operation: 'AdminInitiateAuth', outcome: 'refused' })).toBe(2);
    expect(valueOf(name, { service: 'dynamodb', outcome: 'ok' })).toBeGreaterThan(0);
  });

  it('counts what the caches of the guards could answer', () => {
    expect(valueOf('auth_cache_requests_total', { cache: 'token', result: 'miss' })).toBe(1);
    expect(valueOf('auth_cache_requests_total', { cache: 'token', result: 'hit' })).toBe(2);
    expect(valueOf('auth_cache_requests_total', { cache: 'session', result: 'hit' })).toBeGreaterThan(1);
    expect(valueOf('auth_cache_requests_total', { cache: 'profile', result: 'hit' })).toBeGreaterThan(1);
  });

  it('says how the process is', () => {
    expect(valueOf('nodejs_eventloop_lag_seconds')).toBeDefined();
    expect(valueOf('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });

  it('holds nothing of anybody', () => {
    expect(text).not.toMatch(/@|%40|example\.com|person\d/);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });
});
