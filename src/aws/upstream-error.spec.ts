import { AppError } from '../shared/app-error.js';
import { isTransient, toAppError } from './upstream-error.js';

const named = (name: string): Error => Object.assign(new Error('upstream text'), { name });

describe('toAppError', () => {
  it.each([
    ['throttling', named('ThrottlingException')],
    ['spent capacity', named('ProvisionedThroughputExceededException')],
    ['too many requests', named('TooManyRequestsException')],
    ['a time-out', named('TimeoutError')],
    ['a refused connection', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['an unknown host', Object.assign(new Error(), { code: 'ENOTFOUND' })],
    ['a page instead of JSON', Object.assign(new SyntaxError(), { $metadata: { httpStatusCode: 200 } })],
    ['a refusal without a name', Object.assign(named('Unknown'), { $metadata: { httpStatusCode: 403 } })],
    ['an error on the side of AWS', Object.assign(new Error(), { $metadata: { httpStatusCode: 500 } })],
  ])('makes %s unavailable for a while', (_what, cause) => {
    expect(isTransient(cause)).toBe(true);
    expect(toAppError(cause)).toMatchObject({ code: 'service_unavailable', retryAfterSeconds: 2, cause });
  });

  it.each([
    ['a refusal', Object.assign(named('ValidationException'), { $metadata: { httpStatusCode: 400 } })],
    ['a bug', new TypeError('x is undefined')],
    ['a bug in parsing', new SyntaxError('not JSON')],
    ['no error at all', undefined],
  ])('makes %s internal, its text kept out', (_what, cause) => {
    const error = toAppError(cause);
    expect(error).toMatchObject({ code: 'internal_error', message: 'internal_error', cause });
    expect(error.detail).toBeUndefined();
  });

  it('takes for transient, of what is translated already, only what passes by itself', () => {
    expect(isTransient(new AppError('service_unavailable'))).toBe(true);
    expect(isTransient(new AppError('internal_error'))).toBe(false);
  });

  it('leaves what is translated already', () => {
    const error = new AppError('service_unavailable');
    expect(toAppError(error)).toBe(error);
  });
});
