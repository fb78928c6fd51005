import { AppError, type AppErrorOptions } from '../shared/app-error.js';
import { ERROR_CODES, type ErrorCode } from '../shared/error-code.js';
import { ERROR_CATALOGUE } from './error-catalogue.js';
import { ERROR_STATUS } from './error-status.js';
import { challengeHeader, toProblem } from './problem.js';

const CONTEXT = { docsUrl: 'https://docs.example.com/errors', instance: '/users/me', requestId: 'request-1' };

describe('toProblem', () => {
  it.each(ERROR_CODES)('answers %s with the text and the status that belong to it', (code) => {
    expect(toProblem(new AppError(code), CONTEXT)).toEqual({
      type: `https://docs.example.com/errors#${code}`,
      title: ERROR_CATALOGUE[code].title,
      status: ERROR_STATUS[code],
      detail: ERROR_CATALOGUE[code].detail,
      instance: '/users/me',
      code,
      requestId: 'request-1',
    });
  });

  it('says more where the refusal does', () => {
    const errors = [{ field: 'email', message: 'must be an e-mail address', value: 'secret' }];
    const problem = toProblem(new AppError('validation_failed', { detail: 'No.', errors }), CONTEXT);
    expect(problem).toMatchObject({ detail: 'No.' });
    expect(problem.errors).toEqual([{ field: 'email', message: 'must be an e-mail address' }]);
  });

  it('says nothing of what went wrong inside', () => {
    const cause = new Error("Value 'hunter2' at 'password'");
    const text = JSON.stringify(toProblem(new AppError('internal_error', { cause }), CONTEXT));
    expect(text).not.toMatch(/hunter2|cause|stack/);
  });
});

describe('challengeHeader', () => {
  const of = (code: ErrorCode, options?: AppErrorOptions) => challengeHeader(new AppError(code, options));
  const codesOf = (status: number) => ERROR_CODES.filter((code) => ERROR_STATUS[code] === status);

  it.each(codesOf(401))('asks for a token where %s refuses', (code) => {
    expect(of(code)).toMatch(/^Bearer realm="auth"/);
  });

  it.each(ERROR_CODES.filter((code) => ERROR_STATUS[code] !== 401 && code !== 'insufficient_scope'))(
    'is none for %s',
    (code) => {
      expect(of(code)).toBeUndefined();
    },
  );

  it.each(['invalid_token', 'session_revoked', 'session_idle_timeout'] as const)(
    'says of %s that the token is of no use any more',
    (code) => {
      expect(of(code)).toBe(
        `Bearer realm="auth", error="invalid_token", error_description="${ERROR_CATALOGUE[code].detail}"`,
      );
    },
  );

  it.each(['authentication_required', 'invalid_credentials', 'mfa_code_mismatch'] as const)(
    'says no more where no token was given: %s (RFC 6750, 3.1)',
    (code) => {
      expect(of(code)).toBe('Bearer realm="auth"');
    },
  );

  it('says that a group is missing', () => {
    expect(of('insufficient_scope')).toMatch(/^Bearer realm="auth", error="insufficient_scope", error_des/);
  });

  it('says how recent the sign-in must be (RFC 9470)', () => {
    expect(of('insufficient_user_authentication', { maxAgeSeconds: 600 })).toMatch(
      /^Bearer realm="auth", error="insufficient_user_authentication", error_description="[^"]+", max_age=600$/,
    );
  });

  it('never breaks the header', () => {
    for (const code of ERROR_CODES) expect(of(code) ?? '').toMatch(/^[\x20-\x7e]*$/);
  });
});
