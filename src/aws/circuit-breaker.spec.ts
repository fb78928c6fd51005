import { CircuitBreaker } from './circuit-breaker.js';

const refusal = Object.assign(new Error('no'), {
  name: 'NotAuthorizedException',
  $metadata: { httpStatusCode: 400 },
});
const failure = Object.assign(new Error('late'), { name: 'TimeoutError' });

describe('CircuitBreaker', () => {
  let now: number;
  let breaker: CircuitBreaker;
  let made: number;

  const call = async (error?: Error): Promise<string> => {
    try {
      return await breaker.run(() => {
        made += 1;
        return error === undefined ? Promise.resolve('ok') : Promise.reject(error);
      });
    } catch (thrown) {
      return (thrown as { code?: string }).code ?? (thrown as Error).name;
    }
  };
  const times = async (count: number, error?: Error): Promise<void> => {
    for (let i = 0; i < count; i += 1) await call(error);
  };

  beforeEach(() => {
    now = 50_000;
    made = 0;
    breaker = new CircuitBreaker('cognito', 4, () => now);
  });

  it('makes no call once so many have failed, and says when to come again', async () => {
    await times(4, failure);
    expect(await call()).toBe('service_unavailable');
    expect(made).toBe(4);
    now += 500;
    await expect(breaker.run(() => Promise.resolve())).rejects.toMatchObject({
      code: 'service_unavailable',
      retryAfterSeconds: 2,
    });
  });

  it('never minds refusals', async () => {
    await times(100, refusal);
    expect(await call()).toBe('ok');
  });

  it('goes on while most calls go well', async () => {
    await times(20);
    await times(10, failure);
    expect(await call()).toBe('ok');
  });

  it('counts anew after ten seconds', async () => {
    await times(3, failure);
    now += 10_000;
    await times(3, failure);
    expect(await call()).toBe('ok');
  });

  it('lets one call try after two seconds, and everybody when that went well', async () => {
    await times(4, failure);
    now += 2_000;
    let finish: (value: string) => void = () => undefined;
    const probe = breaker.run(() => new Promise<string>((resolve) => (finish = resolve)));
    expect(await call()).toBe('service_unavailable');
    finish('back');
    await expect(probe).resolves.toBe('back');
    expect(await call()).toBe('ok');
  });

  it('takes a refusal of the one that tries for a sign of life', async () => {
    await times(4, failure);
    now += 2_000;
    expect(await call(refusal)).toBe('NotAuthorizedException');
    expect(await call()).toBe('ok');
  });

  it('waits again when the one that tried failed', async () => {
    await times(4, failure);
    now += 2_000;
    expect(await call(failure)).toBe('TimeoutError');
    expect(await call()).toBe('service_unavailable');
    now += 2_000;
    expect(await call()).toBe('ok');
  });

  it('is not closed by an old call that ends well while it is open', async () => {
    let finish: (value: string) => void = () => undefined;
    const old = breaker.run(() => new Promise<string>((resolve) => (finish = resolve)));
    await times(4, failure);
    finish('late');
    await old;
    expect(await call()).toBe('service_unavailable');
  });
});
