import '../../../test/support/node-errors.js';
import { parseArguments } from './command-arguments.js';

describe('parseArguments', () => {
  const options = { 'dry-run': { type: 'boolean', default: false }, out: { type: 'string' } } as const;

  it('reads options and what stands without a name', () => {
    const { values, positionals } = parseArguments(['a.csv', '--out', 'b'], options, ['The file']);
    expect([values['dry-run'], values.out, positionals]).toEqual([false, 'b', ['a.csv']]);
  });

  it.each([
    [['--force'], "Unknown option '--force'."],
    [['--out'], "Option '--out <value>' argument missing."],
    [['--dry-run=1', 'a'], "Option '--dry-run' does not take an argument."],
    [[], 'The file must be given.'],
    [['a', 'b'], "'b' is one argument too many."],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args, options, ['The file'])).toThrow(message);
  });
});
