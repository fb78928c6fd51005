import { ENV_GROUPS, ENV_SCHEMA } from '../../src/config/env.schema.js';
import type { EnvVariable } from '../../src/config/env-variable.js';
import { readText } from './source-files.js';

interface Documented {
  readonly name: string;
  readonly defaultText: string;
  readonly help: string;
}

/** The rows of the tables of `docs/configuration.md`. */
function rowsOf(markdown: string): Documented[] {
  const block = /<!-- settings -->([\s\S]*)<!-- \/settings -->/.exec(markdown)?.[1] ?? '';
  const row = /^\| `(\w+)` +\| (`[^`]*`)? *\| .*? +\| (.*?) +\|$/gm;
  return [...block.matchAll(row)].map(([, name = '', value = '', help = '']) => ({
    name,
    defaultText: value.replaceAll('`', ''),
    help: help.replaceAll('\\|', '|'),
  }));
}

/** The entries of `.env.example`: a sentence, then the variable with its default, both commented out. */
function entriesOf(example: string): Documented[] {
  return [...example.matchAll(/^# (.+)\n# ([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
    ([, help = '', name = '', defaultText = '']) => ({ name, defaultText, help }),
  );
}

const schema: Record<string, EnvVariable<unknown>> = ENV_SCHEMA;
const variables = Object.entries(schema);
const expected = variables.map(([name, { defaultText = '', help }]) => ({ name, defaultText, help }));

describe('settings', () => {
  it('stand in docs/configuration.md, all of them and no other', () => {
    expect(rowsOf(readText('docs/configuration.md'))).toEqual(expected);
  });

  it('stand in .env.example, all of them and no other', () => {
    expect(entriesOf(readText('.env.example'))).toEqual(expected);
  });

  it('belong to one heading each', () => {
    const grouped = Object.values(ENV_GROUPS).flatMap((group) => Object.keys(group));
    expect(grouped.sort()).toEqual(Object.keys(ENV_SCHEMA).sort());
  });

  it('have one sentence each, and a default that they take', () => {
    expect(variables.filter(([, { help }]) => !/^[A-Z].+\.$/.test(help)).map(([name]) => name)).toEqual([]);
    const defaults = variables.filter(([, { defaultText }]) => defaultText !== undefined);
    expect(defaults.map(([, { parse, defaultText = '' }]) => parse(defaultText))).not.toContain(undefined);
  });

  it('would be missed where they are documented wrongly', () => {
    const table = '<!-- settings -->\n| `A` | `1` | a text | One \\| two. |\n| B | | | |\n<!-- /settings -->';
    expect(rowsOf(table)).toEqual([{ name: 'A', defaultText: '1', help: 'One | two.' }]);
    expect(entriesOf('# One.\n# A=1\n\n# B=2\n')).toEqual([{ name: 'A', defaultText: '1', help: 'One.' }]);
  });
});
