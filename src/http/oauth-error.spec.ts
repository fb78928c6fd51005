import { AppError } from '../shared/app-error.js';
import { ERROR_CODES } from '../shared/error-code.js';
import { toOAuthError } from './oauth-error.js';

describe('toOAuthError', () => {
  it.each([
    ['validation_failed', 400, 'invalid_request'],
    ['malformed_request', 400, 'invalid_request'],
    ['unsupported_media_type', 400, 'invalid_request'],
    ['not_found', 400, 'invalid_request'],
    ['invalid_credentials', 400, 'invalid_grant'],
    ['account_locked', 400, 'invalid_grant'],
    ['session_expired', 400, 'invalid_grant'],
    ['too_many_requests', 429, 'temporarily_unavailable'],
    ['service_unavailable', 503, 'temporarily_unavailable'],
    ['internal_error', 500, 'server_error'],
  ] as const)('calls %s %d %s', (code, status, error) => {
    expect(toOAuthError(new AppError(code))).toMatchObject({ status, error });
  });

  it.each(ERROR_CODES)('describes %s in the letters that RFC 6749 allows', (code) => {
    expect(toOAuthError(new AppError(code)).description).toMatch(/^[\x20\x21\x23-\x5B\x5D-\x7E]+$/);
  });

  it('drops all other letters', () => {
    const errors = [
      { field: 'a"b', message: 'must\\be\r\n»ok«' },
      { field: 'c', message: 'too' },
    ];
    expect(toOAuthError(new AppError('validation_failed', { errors })).description).toBe(
      'ab mustbeok, c too',
    );
  });

  it('says nothing of what went wrong inside', () => {
    const error = toOAuthError(new AppError('internal_error', { cause: new Error('hunter2') }));
    expect([JSON.stringify(error), error.message].join()).not.toContain('hunter2');
    expect(error.cause).toBeUndefined();
  });
});
