import { existsSync } from 'node:fs';
import { filesIn, readText } from './source-files.js';

const DOCUMENT = 'docs/security.md';

/** Requirements of ASVS 5.0.0 that are this service's, by their sections. */
const REQUIREMENTS: Readonly<Record<string, readonly number[]>> = {
  'V2.4': [1],
  'V4.1': [1, 2, 3, 4],
  'V4.2': [1, 2, 5],
  'V6.1': [1, 2, 3],
  'V6.2': [1, 2, 3, 4, 5, 8, 9, 10, 11, 12],
  'V6.3': [1, 2, 3, 4, 5, 6, 7, 8],
  'V6.4': [1, 2, 3, 4, 6],
  'V6.5': [1, 2, 3, 4, 5, 6, 8],
  'V6.6': [1, 2, 3],
  'V6.8': [1, 2, 4],
  'V7.1': [1, 2, 3],
  'V7.2': [1, 2, 3, 4],
  'V7.3': [1, 2],
  'V7.4': [1, 2, 3, 5],
  'V7.5': [1, 2, 3],
  'V7.6': [2],
  'V8.1': [1, 2, 3, 4],
  'V8.2': [1, 2, 3, 4],
  'V8.3': [1, 2, 3],
  'V8.4': [1, 2],
  'V9.1': [1, 2, 3],
  'V9.2': [1, 2, 3, 4],
  'V10.1': [1],
  'V10.3': [1, 2, 3, 4],
  'V10.4': [4, 5, 8, 9, 10],
  'V10.5': [2, 3, 4],
  'V10.6': [2],
  'V13.4': [2, 4, 5, 6],
  'V14.2': [1],
  'V14.3': [2],
  'V16.2': [5],
  'V16.3': [1, 2],
  'V16.4': [1],
  'V16.5': [1, 2, 3, 4],
};

const IDS = Object.entries(REQUIREMENTS).flatMap(([section, numbers]) =>
  numbers.map((number) => `${section}.${number}`),
);

/** Ids without exactly one row that says what does it, and with which test. */
function unanswered(text: string): string[] {
  const rows = text.split('\n').filter((line) => /^\| V\d/.test(line));
  const cellsOf = (row: string) => row.split('|').map((cell) => cell.trim());
  const answered = rows.map(cellsOf).filter(([, , what, proof]) => what !== '' && proof !== '');
  return IDS.filter((id) => answered.filter(([, first]) => first === id).length !== 1);
}

/** Attacks that the document leaves out. */
function unnamed(text: string): string[] {
  const attacks = ['test/security', 'test/faults']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => filesIn(folder, '.spec.ts'));
  return attacks.filter((path) => !text.includes(`\`${path}\``));
}

function deadTests(text: string): string[] {
  return [...text.matchAll(/`([^`\s]+\.spec\.ts)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !existsSync(path));
}

describe('docs/security.md', () => {
  const text = readText(DOCUMENT);

  it('names every attack that is tested, and tests that exist', () => {
    expect(unnamed(text)).toEqual([]);
    expect(deadTests(text)).toEqual([]);
  });

  it('answers every requirement once', () => {
    expect(IDS).toHaveLength(112);
    expect(unanswered(text)).toEqual([]);
  });

  it('would be missed where it does not', () => {
    expect(unnamed('').length).toBeGreaterThan(20);
    expect(deadTests('`test/security/nothing.spec.ts`')).toEqual(['test/security/nothing.spec.ts']);
    expect(unanswered('| V6.1.1 | a |  |')).toContain('V6.1.1');
    expect(unanswered('| V6.1.1 | a | b |')).not.toContain('V6.1.1');
  });
});
