import { requestId } from './request-id.js';

const NEW = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('requestId', () => {
  const of = (given: string | string[] | undefined) => requestId({ headers: { 'x-request-id': given } });

  it.each([
    '01234567',
    'abc-DEF_0.9:z',
    '7f3c1d2e-0000-4000-8000-123456789abc',
    '1-67891233-abcdef012345678912345678',
    'x'.repeat(128),
  ])('keeps the sane value %s', (given) => {
    expect(of(given)).toBe(given);
  });

  it.each([
    undefined,
    '',
    'short',
    '-starts-with-a-dash',
    'has a blank in it',
    'breaks\r\na-header: 1',
    '{"breaks":"a log line"}',
    'ünïcödé-ünïcödé',
    'x'.repeat(129),
    ['01234567', '01234567'],
  ])('makes a new one in place of %j', (given) => {
    expect(of(given)).toMatch(NEW);
    expect(of(given)).not.toBe(of(given));
  });
});
