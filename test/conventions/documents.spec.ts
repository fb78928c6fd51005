import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesIn, readText, ROOT } from './source-files.js';

const DOCUMENTS = [
  'README.md',
  'clients/typescript/README.md',
  ...filesIn('docs', '.md'),
  ...filesIn('examples', '.md'),
];

/** Links to files of the project that are not there. */
function deadLinks(path: string, text = readText(path)): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, dirname(path), target)))
    .map((target) => `${path} links to ${target}`);
}

/** Links to headings that are not there. */
function deadAnchors(path: string, text = readText(path)): string[] {
  return [...text.matchAll(/\]\(([^)#\s]*)#([^)\s]+)\)/g)]
    .filter(([, target = '']) => target === '' || (target.endsWith('.md') && !/^[a-z]+:/.test(target)))
    .filter(([, target = '', anchor = '']) => {
      const page = target === '' ? text : readText(join(dirname(path), target));
      return !anchorsOf(page).includes(anchor);
    })
    .map(([, target = '', anchor = '']) => `${path} links to ${target}#${anchor}`);
}

/** As GitHub makes them of headings. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Files and folders named in the text, such as `src/http`, that are not there; a `*` stands for any name. */
function deadPaths(path: string, text = readText(path)): string[] {
  return [...text.matchAll(/`((?:src|test|docs|scripts|examples)\/[^`\s*]*)`/g)]
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(join(ROOT, target)) && !existsSync(join(ROOT, dirname(path), target)))
    .map((target) => `${path} names ${target}`);
}

describe('the documents', () => {
  it('link to what is there, and name files that exist', () => {
    expect(DOCUMENTS.flatMap((path) => deadLinks(path))).toEqual([]);
    expect(DOCUMENTS.flatMap((path) => deadPaths(path))).toEqual([]);
    expect(DOCUMENTS.flatMap((path) => deadAnchors(path))).toEqual([]);
    expect(deadAnchors('docs/bad.md', '# One, two\n[a](#one-two) [b](#three) [c](errors.md#no)')).toEqual([
      'docs/bad.md links to #three',
      'docs/bad.md links to errors.md#no',
    ]);
    expect(deadLinks('docs/bad.md', '[a](nowhere.md#x) [b](errors.md) [c](https://example.com/x)')).toEqual([
      'docs/bad.md links to nowhere.md',
    ]);
    expect(deadPaths('docs/bad.md', '`src/nowhere/x.ts` and `src/http`')).toEqual([
      'docs/bad.md names src/nowhere/x.ts',
    ]);
  });

  it('are all in the index, or in that of their folder', () => {
    const missing = filesIn('docs', '.md').filter((path) => {
      const nearest = existsSync(join(ROOT, dirname(path), 'README.md')) ? dirname(path) : 'docs';
      const index = readText(`${nearest}/README.md`);
      return !path.endsWith('README.md') && !index.includes(`(${path.slice(nearest.length + 1)})`);
    });
    expect(missing).toEqual([]);
  });

  it('name scripts that there are', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
    const unknown = DOCUMENTS.flatMap((path) =>
      [...readText(path).matchAll(/\bnpm run (?:--silent |-s )?([a-z][a-z:-]*[a-z])/g)]
        .map(([, name = '']) => name)
        .filter((name) => scripts[name] === undefined)
        .map((name) => `${path} names npm run ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('tell of every folder of the sources in docs/architecture.md', () => {
    const architecture = readText('docs/architecture.md');
    const folders = readdirSync('src', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(folders.filter((name) => !architecture.includes(`  ${name}/`))).toEqual([]);
  });

  it('show the states of a sign-in as they stand beside the code', () => {
    expect(readText('README.md')).toContain(
      `\`\`\`mermaid\n${readText('src/auth/challenge-states.mermaid')}\`\`\``,
    );
  });

  it('number the decisions without repeats', () => {
    const numbers = readdirSync('docs/decisions').map((name) => Number(name.slice(0, 4)));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
