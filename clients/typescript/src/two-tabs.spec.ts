import { createAuthClient } from './create-auth-client.js';
import { authenticated, BASE_URL, FakeService, held, ok, refuse } from './testing/fake-service.js';
import { WebStorage } from './web-storage.js';
import { withWebLock } from './web-lock.js';

const REFRESH = 'POST /auth/refresh';

/** What `localStorage` is to two tabs. */
class SharedMap extends Map<string, string> {
  getItem(key: string): string | null {
    return this.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.set(key, value);
  }
  removeItem(key: string): void {
    this.delete(key);
  }
}

/** Web Locks as far as exclusive locks go. */
class FakeLocks {
  readonly names: string[] = [];
  #tail: Promise<unknown> = Promise.resolve();

  request<T>(name: string, { signal }: { signal: AbortSignal }, work: () => Promise<T>): Promise<T> {
    this.names.push(name);
    const turn = this.#tail.then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.#tail = turn.catch(() => undefined);
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
    return Promise.race([turn, aborted]);
  }

  /** A page that has the lock and never gives it back. */
  freeze(): void {
    this.#tail = new Promise(() => undefined);
  }
}

function withLocks(locks: FakeLocks | undefined): void {
  Object.defineProperty((globalThis as unknown as { navigator: object }).navigator, 'locks', {
    value: locks,
    configurable: true,
  });
}

async function twoTabs(service: FakeService) {
  const map = new SharedMap();
  service.on('POST /auth/login', ok(authenticated('first', 1)));
  const tab = () =>
    createAuthClient({
      baseUrl: BASE_URL,
      fetch: service.fetch,
      storage: new WebStorage(map, { shared: true }),
    });
  const [one, two] = [tab(), tab()];
  await one.signIn({ email: 'ada@example.com', password: 'a-password' });
  jest.setSystemTime(Date.now() + 2_000);
  return { one, two, map };
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
  if (!('navigator' in globalThis)) Object.assign(globalThis, { navigator: {} });
});

afterEach(() => {
  withLocks(undefined);
  jest.useRealTimers();
});

describe('two tabs with one storage', () => {
  it('refresh one after the other, and the second takes what the first got', async () => {
    const locks = new FakeLocks();
    withLocks(locks);
    const service = new FakeService().on(REFRESH, ok(authenticated('second')));
    const { one, two } = await twoTabs(service);
    await expect(Promise.all([one.accessToken(), two.accessToken()])).resolves.toEqual([
      'access-second',
      'access-second',
    ]);
    expect(service.count(REFRESH)).toBe(1);
    expect(locks.names).toEqual(['auth.tokens', 'auth.tokens']);
  });

  it('need no locks: the one whose refresh is refused takes what the other got', async () => {
    const service = new FakeService();
    const slow = held(refuse(401, 'invalid_refresh_token'));
    service.on(REFRESH, slow.reply, ok(authenticated('second')));
    const { one, two } = await twoTabs(service);
    const late = one.accessToken();
    await Promise.resolve();
    await two.accessToken();
    slow.release();
    await expect(late).resolves.toBe('access-second');
    expect(service.count(REFRESH)).toBe(2);
  });

  it('are both signed out by one', async () => {
    const service = new FakeService().on('POST /auth/logout', ok());
    const { one, two } = await twoTabs(service);
    await two.signOut();
    await expect(one.isSignedIn()).resolves.toBe(false);
  });
});

describe('a lock that is never given back', () => {
  it('is waited for twenty seconds', async () => {
    const locks = new FakeLocks();
    locks.freeze();
    withLocks(locks);
    const work = withWebLock('name', () => Promise.resolve('done'));
    await jest.advanceTimersByTimeAsync(20_000);
    await expect(work).resolves.toBe('done');
  });

  it('is no excuse for work that fails', async () => {
    withLocks(new FakeLocks());
    await expect(withWebLock('name', () => Promise.reject(new Error('work')))).rejects.toThrow('work');
  });
});

describe('a storage of the browser', () => {
  it('takes nothing for tokens that are none', () => {
    const map = new SharedMap();
    const storage = new WebStorage(map, { key: 'key' });
    for (const text of ['', '{', 'null', '"x"', '{"accessToken":"a"}', '[]']) {
      map.set('key', text);
      expect(storage.load()).toBeNull();
    }
    expect(storage.sharedAs).toBeUndefined();
  });
});
