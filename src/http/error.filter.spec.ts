import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { FakeHttp } from '../../test/fakes/fake-http.js';
import { loadConfig } from '../config/load-config.js';
import { AppError } from '../shared/app-error.js';
import { ErrorFilter } from './error.filter.js';
import { OAuthError } from './oauth-error.js';

const SECRET = 'hunter2-Horse';

describe('ErrorFilter', () => {
  const filter = new ErrorFilter(loadConfig({ ERROR_DOCS_URL: 'https://docs.example.com/errors' }));
  const answer = (thrown: unknown, protocol?: 'oauth'): FakeHttp => {
    const config = protocol === undefined ? {} : { protocol };
    const http = new FakeHttp({ routeOptions: { url: '/files/:id', config } });
    filter.catch(thrown, http.host);
    return http;
  };

  it('answers a refusal as a problem, without the query of the address', () => {
    const http = answer(new AppError('not_found'));
    expect(http.status).toBe(404);
    expect(http.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(http.body).toMatchObject({
      type: 'https://docs.example.com/errors#not_found',
      status: 404,
      code: 'not_found',
      instance: '/files/7',
      requestId: 'request-1',
    });
  });

  it.each([
    ['account_locked', 899.2, '900'],
    ['too_many_requests', 0, '1'],
    ['service_unavailable', 2, '2'],
  ] as const)('says with %s after %d seconds to come back', (code, retryAfterSeconds, header) => {
    expect(answer(new AppError(code, { retryAfterSeconds })).headers['retry-after']).toBe(header);
  });

  it('says nothing of coming back where that is of no use', () => {
    expect(answer(new AppError('not_found')).headers).not.toHaveProperty('retry-after');
  });

  it('asks for a token where one is missing', () => {
    const { headers } = answer(new AppError('authentication_required'));
    expect(headers['www-authenticate']).toBe('Bearer realm="auth"');
  });

  it.each([
    [new NotFoundException('Cannot GET /secret'), 404, 'not_found'],
    [new BadRequestException('Unexpected token in JSON'), 400, 'malformed_request'],
    [new HttpException('teapot', 418), 400, 'malformed_request'],
    [Object.assign(new Error('Body is too large'), { statusCode: 413 }), 413, 'payload_too_large'],
    [Object.assign(new Error('Unsupported'), { statusCode: 415 }), 415, 'unsupported_media_type'],
    [Object.assign(new Error('broken'), { statusCode: 500 }), 500, 'internal_error'],
    [new HttpException('bad gateway', 502), 500, 'internal_error'],
    [new TypeError('x is not a function'), 500, 'internal_error'],
    ['a text', 500, 'internal_error'],
    [undefined, 500, 'internal_error'],
  ])('answers %p with %d %s, and not with its message', (thrown, status, code) => {
    const http = answer(thrown);
    expect(http.status).toBe(status);
    expect(http.body).toMatchObject({ status, code });
    const message = thrown instanceof Error ? thrown.message : 'a text';
    expect(JSON.stringify(http.body)).not.toContain(message);
  });

  it('tells the cause neither to the client nor, of a refusal, to the log', () => {
    const http = answer(new AppError('code_mismatch', { cause: new Error(SECRET) }));
    expect(JSON.stringify(http.body)).not.toContain(SECRET);
    expect(http.request.log.lines).toHaveLength(1);
    expect(http.request.log.lines[0]).not.toContain(SECRET);
    expect(http.request.log.lines[0]).toContain('"cause":"Error"');
  });

  it('logs what is our own fault as an error, and what is the caller’s as none', () => {
    expect(answer(new TypeError('bug')).request.log.lines[0]).toContain('"level":"error"');
    expect(answer(new AppError('not_found')).request.log.lines[0]).toContain('"level":"info"');
  });

  describe('for clients of OAuth 2', () => {
    it('answers in the form of RFC 6749', () => {
      const http = answer(new AppError('invalid_credentials'), 'oauth');
      expect(http.status).toBe(400);
      expect(http.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(http.body).toEqual({
        error: 'invalid_grant',
        error_description: 'The e-mail address and the password do not match.',
      });
    });

    it('adds what the client needs to go on', () => {
      const http = answer(new OAuthError(403, 'mfa_required', 'One more.', { session: 's' }), 'oauth');
      expect(http.status).toBe(403);
      expect(http.body).toEqual({ error: 'mfa_required', error_description: 'One more.', session: 's' });
    });

    it('says when to come back', () => {
      const { headers } = answer(new AppError('too_many_requests', { retryAfterSeconds: 3.1 }), 'oauth');
      expect(headers['retry-after']).toBe('4');
    });

    it('tells nothing of what is our own fault', () => {
      const http = answer(new Error(SECRET), 'oauth');
      expect([http.status, http.body]).toEqual([
        500,
        { error: 'server_error', error_description: 'The request could not be answered.' },
      ]);
    });
  });
});
