import ts from 'typescript';
import { filesIn, nodesOf, parse, readText, sourceFiles } from './source-files.js';

const MAX_LINES = 300;

function nameFault(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^index\.[a-z]+$/.test(name)) return `${path}: a barrel hides where a thing is`;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/.test(name)) return `${path}: not in kebab-case`;
  return undefined;
}

function sizeFault(path: string, text = readText(path)): string | undefined {
  const lines = text.split('\n').length - 1;
  return lines > MAX_LINES ? `${path}: ${lines} lines` : undefined;
}

/** DTOs of one operation belong together; every other class is found by the name of its file. */
function classFault(path: string, text?: string): string | undefined {
  if (path.endsWith('.dto.ts')) return undefined;
  const classes = parse(path, text).statements.filter(
    (node) =>
      ts.isClassDeclaration(node) &&
      node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true,
  );
  return classes.length > 1 ? `${path}: ${classes.length} exported classes` : undefined;
}

/** Every way to get at the environment: `process.env`, `process['env']`, `{ env } = process`, an import of it. */
function readsEnvironment(path: string, text?: string): boolean {
  return [...nodesOf(parse(path, text))].some((node) => {
    if (ts.isPropertyAccessExpression(node)) return node.getText() === 'process.env';
    if (ts.isElementAccessExpression(node)) return node.expression.getText() === 'process';
    if (ts.isVariableDeclaration(node)) return node.initializer?.getText() === 'process';
    return ts.isImportDeclaration(node) && /^'(node:)?process'$/.test(node.moduleSpecifier.getText());
  });
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}

describe('source files', () => {
  const files = sourceFiles();

  it('are many, so that this suite looks at something', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  it('have names in kebab-case and no barrels', () => {
    const named = [...filesIn('src'), ...filesIn('test')];
    expect(named.map(nameFault).filter(isDefined)).toEqual([]);
    expect(['src/index.ts', 'src/a/userService.ts', 'src/a/Users.ts'].map(nameFault)).toEqual([
      'src/index.ts: a barrel hides where a thing is',
      'src/a/userService.ts: not in kebab-case',
      'src/a/Users.ts: not in kebab-case',
    ]);
  });

  it('are short', () => {
    expect(files.map((path) => sizeFault(path)).filter(isDefined)).toEqual([]);
    expect(sizeFault('long.ts', 'x\n'.repeat(301))).toBe('long.ts: 301 lines');
    expect(sizeFault('fits.ts', 'x\n'.repeat(300))).toBeUndefined();
  });

  it('export one class each', () => {
    expect(files.map((path) => classFault(path)).filter(isDefined)).toEqual([]);
    const two = 'export class A {}\nexport abstract class B {}\nclass Own {}';
    expect(classFault('two.ts', two)).toBe('two.ts: 2 exported classes');
    expect(classFault('two.dto.ts', two)).toBeUndefined();
  });

  it('leave the environment to load-config', () => {
    expect(files.filter((path) => readsEnvironment(path))).toEqual(['src/config/load-config.ts']);
    const ways = [
      'const a = process.env.A;',
      "const a = process['env'];",
      'const { env } = process;',
      "import { env } from 'node:process';",
    ];
    expect(ways.filter((text) => readsEnvironment('bad.ts', text))).toEqual(ways);
    expect(readsEnvironment('good.ts', 'process.exit(1); const { env } = settings;')).toBe(false);
  });

  it('do not switch the linter off', () => {
    const everything = [...filesIn('src'), ...filesIn('test'), ...filesIn('scripts', '.mjs')];
    const pattern = new RegExp(['eslint', 'disable|@ts', '(ignore|nocheck|expect-error)'].join('-'));
    expect(everything.filter((path) => pattern.test(readText(path)))).toEqual([]);
    expect(pattern.test('// eslint' + '-disable-next-line')).toBe(true);
    expect(pattern.test('// @ts' + '-ignore')).toBe(true);
  });
});
