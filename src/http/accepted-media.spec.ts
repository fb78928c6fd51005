import { wants } from './accepted-media.js';

const NDJSON = 'application/x-ndjson';

describe('wants', () => {
  it.each([
    NDJSON,
    'Application/X-NDJSON; charset=utf-8',
    `${NDJSON}, application/json`,
    `application/json;q=0.5, ${NDJSON}`,
    `${NDJSON};q=0.5, */*;q=0.1`,
  ])('what %j names', (header) => {
    expect(wants(NDJSON, header)).toBe(true);
  });

  it.each([
    undefined,
    '',
    '*/*',
    'application/*',
    'application/json',
    `${NDJSON};q=0`,
    `${NDJSON};q=0.1, application/json`,
    `${NDJSON};q=0.1, */*`,
    `${NDJSON}-of-others`,
  ])('nothing that %j would rather not have', (header) => {
    expect(wants(NDJSON, header)).toBe(false);
  });
});
