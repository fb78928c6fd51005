import ts from 'typescript';
import { controllerFiles, decoratorsIn } from './controllers.js';
import { nodesOf, parse, sourceFiles } from './source-files.js';

/** Verb, access, limit and `@Endpoint`; more than that and nobody reads them. */
const MAX_DECORATORS = 4;

function crowdedHandlers(path: string, text?: string): string[] {
  return decoratorsIn(path, text)
    .filter(({ decorators }) => decorators.length > MAX_DECORATORS)
    .map(({ method, decorators }) => `${path}: ${method} has ${decorators.length} decorators`);
}

const ACCESS = ['Public', 'Authenticated', 'Groups', 'AdminOnly', 'RequireRecentAuth'];

/** Handlers whose documentation misses who may call them: `@Endpoint` reads the rules below it only. */
function undocumentedHandlers(path: string, text?: string): string[] {
  return decoratorsIn(path, text)
    .filter(({ decorators }) => {
      const endpoint = decorators.indexOf('Endpoint');
      return endpoint < 0 || decorators.slice(0, endpoint).some((name) => ACCESS.includes(name));
    })
    .map(({ method }) => `${path}: ${method} does not have @Endpoint above its access rules`);
}

const RAW = ['Body', 'Query', 'Param', 'UploadedFile', 'RawBody'];

/** Parameters that reach a handler unvalidated. */
function rawParameters(path: string, text?: string): string[] {
  return [...nodesOf(parse(path, text))]
    .filter((node) => ts.isImportDeclaration(node))
    .filter((node) => node.moduleSpecifier.getText().includes('@nestjs/common'))
    .flatMap((node) => [...nodesOf(node)].filter((child) => ts.isImportSpecifier(child)))
    .map((specifier) => (specifier.propertyName ?? specifier.name).text)
    .filter((name) => RAW.includes(name))
    .map((name) => `${path}: @${name} is not validated; take Request${name === 'Param' ? 'Path' : name}`);
}

describe('handlers', () => {
  it('have four decorators at most, the documentation above the access rules', () => {
    const files = controllerFiles();
    expect(files.length).toBeGreaterThan(3);
    expect(files.flatMap((path) => crowdedHandlers(path))).toEqual([]);
    expect(files.flatMap((path) => undocumentedHandlers(path))).toEqual([]);
  });

  it('take validated input only', () => {
    const files = sourceFiles().filter(
      (path) => path !== 'src/http/validation.pipe.ts' && !path.startsWith('src/embedded/'),
    );
    expect(files.flatMap((path) => rawParameters(path))).toEqual([]);
    expect(rawParameters('src/http/validation.pipe.ts')).toHaveLength(3);
  });

  it('would be missed where they are not right', () => {
    const bad = `
      import { Body as B, Get, Param } from '@nestjs/common';
      class C {
        @A() @B() @C() @D() @E() handler(@B() body: X) {}
      }`;
    expect(crowdedHandlers('bad.ts', bad)).toEqual(['bad.ts: handler has 5 decorators']);
    const fault = 'bad.ts: handler does not have @Endpoint above its access rules';
    expect(undocumentedHandlers('bad.ts', bad)).toEqual([fault]);
    const above = 'class C { @RequireRecentAuth() @Endpoint({}) @Authenticated() handler() {} }';
    expect(undocumentedHandlers('bad.ts', above)).toEqual([fault]);
    const good = 'class C { @Header(x) @Endpoint({}) @RequireRecentAuth() @Authenticated() handler() {} }';
    expect(undocumentedHandlers('good.ts', good)).toEqual([]);
    expect(rawParameters('bad.ts', bad)).toEqual([
      'bad.ts: @Body is not validated; take RequestBody',
      'bad.ts: @Param is not validated; take RequestPath',
    ]);
  });
});
