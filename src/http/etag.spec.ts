import { etagOf, versionOfIfMatch } from './etag.js';

describe('entity tags', () => {
  it.each([0, 1, 42, 999_999_999_999_999])('of version %d name it again', (version) => {
    expect(versionOfIfMatch(etagOf(version))).toBe(version);
  });

  it('may be surrounded by blanks', () => {
    expect(versionOfIfMatch(' "7" ')).toBe(7);
  });

  it.each([undefined, '*', ' * '])('are not asked for by %j', (header) => {
    expect(versionOfIfMatch(header)).toBeUndefined();
  });

  it.each(['', '7', 'W/"7"', '"7', '"seven"', '"-1"', '"1", "2"', '"1.5"', '"9999999999999999"'])(
    'that are none of ours, such as %j, match nothing',
    (header) => {
      expect(() => versionOfIfMatch(header)).toThrow('precondition_failed');
    },
  );
});
