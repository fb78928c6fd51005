import { join } from 'node:path';
import ts from 'typescript';
import { ACCESS_RULE, type AccessRule } from '../../src/http/access.decorators.js';
import { filesIn, nodesOf, parse, ROOT } from './source-files.js';

/** One operation, as Nest sees it. */
export interface Handler {
  /** `UsersController.readMyProfile` */
  readonly name: string;
  /** The method's own name, which is the `operationId`. */
  readonly method: string;
  /** Without the prefix: `users/me`. */
  readonly path: string;
  readonly rule: AccessRule | undefined;
}

type Class = abstract new (...args: never[]) => object;

/** Every operation of every controller in the sources, found by what Nest's decorators left on them. */
export async function allHandlers(): Promise<Handler[]> {
  const controllers = await Promise.all(
    controllerFiles().map(async (path) => {
      const loaded = (await import(join(ROOT, path))) as Record<string, unknown>;
      return Object.values(loaded).filter(isController);
    }),
  );
  return controllers.flat().flatMap(handlersOf);
}

export function controllerFiles(): string[] {
  return filesIn('src', '.controller.ts');
}

export function handlersOf(controller: Class): Handler[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype)
    .map((method) => ({ method, handler: prototype[method] }))
    .filter((entry): entry is { method: string; handler: object } => isHandler(entry.handler))
    .map(({ method, handler }) => ({
      name: `${controller.name}.${method}`,
      method,
      path: `${pathOf(controller)}/${pathOf(handler)}`.replace(/^\/+|\/+$/g, ''),
      rule: Reflect.getMetadata(ACCESS_RULE, handler) as AccessRule | undefined,
    }));
}

/** Methods of the controllers in a source text, with the decorators that stand on each. */
export function decoratorsIn(
  path: string,
  text?: string,
): { readonly method: string; readonly decorators: string[] }[] {
  return [...nodesOf(parse(path, text))]
    .filter((node) => ts.isMethodDeclaration(node))
    .map((node) => ({
      method: node.name.getText(),
      decorators: (ts.getDecorators(node) ?? []).map(({ expression }) =>
        (ts.isCallExpression(expression) ? expression.expression : expression).getText(),
      ),
    }))
    .filter(({ decorators }) => decorators.length > 0);
}

function isController(value: unknown): value is Class {
  return (
    typeof value === 'function' && Reflect.hasMetadata('path', value) && value.name.endsWith('Controller')
  );
}

function isHandler(value: unknown): value is object {
  return typeof value === 'function' && Reflect.hasMetadata('method', value);
}

function pathOf(target: object): string {
  return String(Reflect.getMetadata('path', target)).replace(/^\/|\/$/g, '');
}
