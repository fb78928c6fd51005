import { AppError } from '../shared/app-error.js';
import { withPatience } from './with-patience.js';

describe('withPatience', () => {
  const wait = jest.fn(() => Promise.resolve());
  const busy = () => new AppError('service_unavailable');

  beforeEach(() => wait.mockClear());

  it('repeats what cannot be had just now, ever more slowly', async () => {
    const call = jest
      .fn()
      .mockRejectedValueOnce(busy())
      .mockRejectedValueOnce(busy())
      .mockResolvedValue('done');
    await expect(withPatience(call, wait)).resolves.toBe('done');
    expect(wait.mock.calls).toEqual([[500], [1_000]]);
  });

  it('gives up at last', async () => {
    const call = jest.fn().mockRejectedValue(busy());
    await expect(withPatience(call, wait)).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(call).toHaveBeenCalledTimes(7);
  });

  it.each([new AppError('internal_error'), new AppError('too_many_requests'), new TypeError('slip')])(
    'does not repeat %s',
    async (error) => {
      await expect(withPatience(() => Promise.reject(error), wait)).rejects.toBe(error);
      expect(wait).not.toHaveBeenCalled();
    },
  );
});
