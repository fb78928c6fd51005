import { SetMetadata } from '@nestjs/common';
import { FakeClock } from '../../test/fakes/fake-clock.js';
import { FakeHttp } from '../../test/fakes/fake-http.js';
import { InMemoryCounterStore } from '../../test/fakes/in-memory-counter-store.js';
import { loadConfig } from '../config/load-config.js';
import { LIMIT_POLICY } from '../http/endpoint.decorator.js';
import { AccountLock } from '../limits/account-lock.js';
import { RateLimits } from '../limits/rate-limits.js';
import { SecretKeys } from '../shared/secret-keys.js';
import { LimitGuard } from './limit.guard.js';

class FilesController {
  @SetMetadata(LIMIT_POLICY, 'login')
  signIn(): string {
    return '';
  }

  @SetMetadata(LIMIT_POLICY, 'mail')
  mail(): string {
    return '';
  }

  read(): string {
    return '';
  }
}

describe('LimitGuard', () => {
  let counters: InMemoryCounterStore;
  let lock: AccountLock;
  let guard: LimitGuard;

  beforeEach(() => {
    const clock = new FakeClock();
    const settings = loadConfig({ LOCK_AFTER: '1', LOCK_MINUTES: '15' });
    counters = new InMemoryCounterStore();
    lock = new AccountLock(counters, clock, settings, new SecretKeys(['x'.repeat(32)]));
    guard = new LimitGuard(new RateLimits(counters, clock, settings), lock);
  });

  const ask = async (operation: keyof FilesController, body?: unknown) => {
    const http = new FakeHttp({ body }, FilesController.prototype[operation]);
    let refusal: unknown = null;
    try {
      await guard.canActivate(http.context);
    } catch (error) {
      refusal = error;
    }
    return { headers: http.headers, refusal };
  };
  const codeOf = async (operation: keyof FilesController, body?: unknown) =>
    (await ask(operation, body)).refusal;
  const spend = async (times: number, operation: keyof FilesController, body?: unknown) => {
    for (let time = 0; time < times; time += 1) await ask(operation, body);
  };

  it('announces where the caller stands by the headers of the draft', async () => {
    await expect(ask('signIn', { email: 'ada@example.com' })).resolves.toEqual({
      headers: { 'ratelimit-policy': '"login";q=10;w=60', ratelimit: '"login";r=9;t=60' },
      refusal: null,
    });
    const { headers } = await ask('read');
    expect(headers).toEqual({
      'ratelimit-policy': '"default";q=600;w=60',
      ratelimit: '"default";r=599;t=60',
    });
  });

  it('counts mail to the address that it is for, whatever the field is called', async () => {
    await spend(5, 'mail', { newEmail: 'Ada@example.com' });
    await expect(codeOf('mail', { newEmail: 'ada@example.com' })).resolves.toMatchObject({
      code: 'too_many_requests',
    });
    await expect(codeOf('mail', { email: 'ada@example.com' })).resolves.toMatchObject({
      code: 'too_many_requests',
    });
    await expect(codeOf('mail', { newEmail: 'eve@example.com' })).resolves.toBeNull();
  });

  it('refuses what is too much, says when to come back, and still announces', async () => {
    await spend(10, 'signIn', { email: 'ada@example.com' });
    const { headers, refusal } = await ask('signIn', { email: 'ada@example.com' });
    expect(refusal).toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 60 });
    expect(headers['ratelimit']).toBe('"login";r=0;t=60');
  });

  it('refuses too much of a cheap operation, without asking the counters', async () => {
    const increment = jest.spyOn(counters, 'increment');
    await spend(600, 'read');
    await expect(codeOf('read')).resolves.toHaveProperty('code', 'too_many_requests');
    expect(increment).not.toHaveBeenCalled();
  });

  it.each([
    ['the address in any case', { email: 'ADA@example.com' }],
    ['the address with blanks round it', { email: `\t ada@example.com${' '.repeat(200)}` }],
    ['the user name of a token request', { grant_type: 'password', username: 'Ada@Example.com' }],
  ])('counts the account by %s', async (_, body) => {
    await spend(10, 'signIn', { email: 'ada@example.com' });
    await expect(codeOf('signIn', body)).resolves.toHaveProperty('code', 'too_many_requests');
  });

  it('is not led astray by an address beside the user name, which a form may hold', async () => {
    await lock.recordFailure('ada@example.com');
    const body = { email: 'eve@example.com', username: 'ada@example.com' };
    await expect(codeOf('signIn', body)).resolves.toHaveProperty('code', 'account_locked');
  });

  it.each([
    undefined,
    null,
    '',
    'email=ada@example.com',
    42,
    [],
    ['email'],
    { email: null },
    { email: { toLowerCase: 1 } },
    { email: ['ada@example.com'] },
    { email: `${'a'.repeat(200)}@example.com` },
    Object.create(null),
  ])('takes %j for a body that names nobody', async (body) => {
    const { headers, refusal } = await ask('signIn', body);
    expect(refusal).toBeNull();
    expect(headers['ratelimit-policy']).toBe('"login";q=30;w=60');
  });

  it('refuses sign-ins of a locked account before anything costs, and announces', async () => {
    await lock.recordFailure('ada@example.com');
    const { headers, refusal } = await ask('signIn', { email: 'Ada@example.com' });
    expect(refusal).toMatchObject({ code: 'account_locked', retryAfterSeconds: 900 });
    expect(headers).toHaveProperty('ratelimit');
    await expect(codeOf('signIn', { email: 'eve@example.com' })).resolves.toBeNull();
  });

  it('does not tell of a lock by other operations', async () => {
    await lock.recordFailure('ada@example.com');
    await expect(codeOf('mail', { email: 'ada@example.com' })).resolves.toBeNull();
  });

  it('says that it is too much rather than that it is locked', async () => {
    await lock.recordFailure('ada@example.com');
    await spend(10, 'signIn', { email: 'ada@example.com' });
    await expect(codeOf('signIn', { email: 'ada@example.com' })).resolves.toHaveProperty(
      'code',
      'too_many_requests',
    );
  });

  it('fails where the counters do, and does not let through', async () => {
    jest.spyOn(counters, 'increment').mockRejectedValue(new Error('down'));
    await expect(codeOf('signIn', {})).resolves.toHaveProperty('message', 'down');
  });
});
