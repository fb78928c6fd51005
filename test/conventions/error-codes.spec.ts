import { ERROR_CATALOGUE } from '../../src/http/error-catalogue.js';
import { ERROR_STATUS } from '../../src/http/error-status.js';
import { ERROR_CODES } from '../../src/shared/error-code.js';
import { readText } from './source-files.js';

interface Documented {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
}

/** The sections of `docs/errors.md`. */
function documentedCodes(markdown: string): Documented[] {
  const section = /^### `(\w+)`\n\n\*\*(\d{3}) · (.+)\.\*\* (.+)\n\nWhat to do: (.+)$/gm;
  return [...markdown.matchAll(section)].map(
    ([, code = '', status, title = '', detail = '', remedy = '']) => ({
      code,
      status: Number(status),
      title,
      detail,
      remedy,
    }),
  );
}

const byCode = (a: Documented, b: Documented) => a.code.localeCompare(b.code);

describe('error codes', () => {
  it('are documented, all of them and no other, as the service answers them', () => {
    const expected = ERROR_CODES.map((code) => ({
      code,
      status: ERROR_STATUS[code],
      ...ERROR_CATALOGUE[code],
    }));
    const documented = documentedCodes(readText('docs/errors.md'));
    expect(documented.sort(byCode)).toEqual(expected.sort(byCode));
  });

  it('have a heading each that nothing else in the page uses', () => {
    const headings = [...readText('docs/errors.md').matchAll(/^### (.+)$/gm)].map(([, text]) => text);
    expect(headings.sort()).toEqual(ERROR_CODES.map((code) => `\`${code}\``).sort());
  });

  it('are listed once, in snake case, with a status of refusals', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
    expect(ERROR_CODES.filter((code) => !/^[a-z]+(_[a-z]+)*$/.test(code))).toEqual([]);
    expect(Object.values(ERROR_STATUS).filter((status) => status < 400 || status > 599)).toEqual([]);
  });

  it('would be missed where the page says something else', () => {
    const page = '### `gone`\n\n**410 · Gone.** It was here.\n\nWhat to do: Nothing.\n';
    expect(documentedCodes(page)).toEqual([
      { code: 'gone', status: 410, title: 'Gone', detail: 'It was here.', remedy: 'Nothing.' },
    ]);
    expect(documentedCodes(page.replace('What to do: Nothing.', ''))).toEqual([]);
  });
});
