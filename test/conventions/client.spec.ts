import { join } from 'node:path';
import ts from 'typescript';
import { readText, ROOT } from './source-files.js';

const README = 'clients/typescript/README.md';
const PRELUDE = `export {};
declare const client: import('cognito-auth-client').AuthClient;
declare function ask(question: string): Promise<string>;
declare function show(what: unknown): void;
`;

function snippetsOf(markdown: string): string[] {
  return [...markdown.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) =>
    code.includes('const client =') ? PRELUDE.replace(/declare const client.*\n/, '') + code : PRELUDE + code,
  );
}

/** What TypeScript has against the snippets, in strict mode and with the client's own sources as the package. */
function faultsOf(snippets: readonly string[]): string[] {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitReturns: true,
    skipLibCheck: true,
    noEmit: true,
    paths: { 'cognito-auth-client': [join(ROOT, 'clients/typescript/src/main.ts')] },
  };
  const texts = new Map(snippets.map((text, index) => [join(ROOT, `snippet-${index}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

describe('the client', () => {
  it('has a README whose snippets compile', () => {
    const snippets = snippetsOf(readText(README));
    expect(snippets.length).toBeGreaterThan(4);
    expect(faultsOf(snippets)).toEqual([]);
  });

  it('makes apps handle every state of a sign-in', () => {
    const [first = ''] = snippetsOf(readText(README));
    const forgetful = first.replace(/ {4}case 'NEW_PASSWORD_REQUIRED':\n.*\n/, '');
    const careless = first.replace('await step.verify(', 'await step.choose(');
    expect(faultsOf([forgetful, careless])).toEqual([
      expect.stringMatching(/snippet-0.*lacks ending return statement/),
      expect.stringMatching(/snippet-1.*'choose' does not exist on type 'MfaRequired'/),
    ]);
  });

  it('needs no package', () => {
    const manifest = JSON.parse(readText('clients/typescript/package.json')) as Record<string, unknown>;
    expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([]);
  });
});
