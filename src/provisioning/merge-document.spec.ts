import { agrees, merged, pick } from './merge-document.js';

describe('agrees', () => {
  it.each([
    [{ a: 1, b: 2 }, { a: 1 }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2 } }, true],
    [{ a: { b: 1 } }, { a: { c: 2 } }, false],
    [{ a: ['x', 'y'] }, { a: ['y', 'x'] }, true],
    [{ a: ['x', 'y'] }, { a: ['x'] }, false],
    [{ a: ['x', 'x'] }, { a: ['x', 'y'] }, false],
    [{ a: [{ n: 'x', p: 1 }] }, { a: [{ n: 'x', p: 1 }] }, true],
    [{}, { a: false, b: 0, c: 'INACTIVE', d: { e: 'DISABLED' } }, true],
    [{}, { a: true }, false],
    [{ a: true }, { a: false }, false],
  ])('%j has what %j wants: %p', (actual, wanted, expected) => {
    expect(agrees(actual, wanted)).toBe(expected);
  });
});

describe('merged', () => {
  it('lays what is wanted over what is there', () => {
    const actual = { kept: 1, deep: { kept: 2, changed: 3 }, list: ['old'] };
    expect(merged(actual, { deep: { changed: 4 }, list: ['new'], added: 5 })).toEqual({
      kept: 1,
      deep: { kept: 2, changed: 4 },
      list: ['new'],
      added: 5,
    });
  });
});

describe('pick', () => {
  it('leaves out the rest, and what is undefined', () => {
    expect(pick({ a: 1, b: undefined, c: 3 }, ['a', 'b'])).toEqual({ a: 1 });
  });
});
