import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { parse } from '../conventions/source-files.js';

/** Operations of the document client that IAM knows by another name. */
const DOCUMENT_COMMANDS = ['Get', 'Put', 'Update', 'Delete'];

/** Source files that run where `entry` runs: what it imports, by name or on demand, types left out. */
export function reachedFrom(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry) || !existsSync(entry)) return found;
  found.add(entry);
  for (const target of importsOf(entry)) {
    if (target.startsWith('.')) reachedFrom(join(dirname(entry), target.replace(/\.js$/, '.ts')), found);
  }
  return found;
}

/** Import declarations of a file, types left out. */
const declarations = (path: string): ts.ImportDeclaration[] =>
  parsed(path)
    .statements.filter(ts.isImportDeclaration)
    .filter(({ importClause }) => importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword);

const files = new Map<string, ts.SourceFile>();

function parsed(path: string): ts.SourceFile {
  const file = files.get(path) ?? parse(path);
  files.set(path, file);
  return file;
}

const textOf = (node: ts.Expression): string => (ts.isStringLiteral(node) ? node.text : '');

function importsOf(path: string): string[] {
  const onDemand = [...parsed(path).text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, target = '']) => target);
  return [...declarations(path).map(({ moduleSpecifier }) => textOf(moduleSpecifier)), ...onDemand];
}

interface Call {
  /** Of the SDK, e.g. `client-dynamodb`. */
  readonly client: string;
  /** As IAM names it. */
  readonly operation: string;
}

/** The operations whose commands or paginators a file imports from the SDK. */
function callsOf(path: string): Call[] {
  return declarations(path).flatMap((node) => {
    const client = /^@aws-sdk\/([a-z0-9-]+)$/.exec(textOf(node.moduleSpecifier))?.[1];
    const names = node.importClause?.namedBindings;
    if (client === undefined || names === undefined || !ts.isNamedImports(names)) return [];
    return names.elements.flatMap(({ name, isTypeOnly }) => {
      const operation = /^(?:paginate)?([A-Z]\w+?)(?:Command)?$/.exec(name.text)?.[1];
      const isCall = /Command$|^paginate/.test(name.text) && !isTypeOnly;
      if (!isCall || operation === undefined) return [];
      return [{ client, operation: DOCUMENT_COMMANDS.includes(operation) ? `${operation}Item` : operation }];
    });
  });
}

/** Operations of a client in these files. */
export function operationsIn(paths: Iterable<string>, client: string): Set<string> {
  const calls = [...paths].flatMap(callsOf).filter((call) => call.client === client);
  return new Set(calls.map(({ operation }) => operation));
}

/** Those of Cognito that IAM has a say in; the others take no signature. */
export function signedCognitoOperations(paths: Iterable<string>): Set<string> {
  const { httpAuthSchemeProvider } = new CognitoIdentityProviderClient({ region: 'us-east-1' }).config;
  const isSigned = (operation: string) =>
    httpAuthSchemeProvider({ operation, region: 'us-east-1' }).some(
      ({ schemeId }) => schemeId === 'aws.auth#sigv4',
    );
  return new Set([...operationsIn(paths, 'client-cognito-identity-provider')].filter(isSigned));
}

/** DynamoDB operations by the table that they go to: the one that the file names, else those of its folder. */
export function tableOperations(paths: ReadonlySet<string>): Map<string, Set<string>> {
  const byTable = new Map<string, Set<string>>();
  for (const path of paths) {
    if (!path.includes('/dynamodb/')) continue;
    const operations = [
      ...importedHelpers(path),
      ...callsOf(path)
        .filter(isDynamoDb)
        .map(({ operation }) => operation),
    ];
    for (const table of operations.length === 0 ? [] : tablesOf(path, paths)) {
      const known = byTable.get(table) ?? new Set();
      byTable.set(table, new Set([...known, ...operations]));
    }
  }
  return byTable;
}

const isDynamoDb = ({ client }: Call) => client === 'client-dynamodb' || client === 'lib-dynamodb';

/** Adapters read several items through a helper, which has no table of its own. */
function importedHelpers(path: string): string[] {
  const helpers = importsOf(path).filter((target) => target.startsWith('../../aws/'));
  return helpers.flatMap((target) =>
    callsOf(join('src/aws', basename(target).replace(/\.js$/, '.ts')))
      .filter(isDynamoDb)
      .map(({ operation }) => operation),
  );
}

function tablesOf(path: string, paths: ReadonlySet<string>): string[] {
  const named = tableNamesIn(path);
  if (named.length > 0) return named;
  const siblings = [...paths].filter(
    (other) => dirname(other) === dirname(path) && other.endsWith('.table.ts'),
  );
  return [...new Set(siblings.flatMap(tableNamesIn))];
}

/** Constants such as `profileTable`, imported or declared. */
function tableNamesIn(path: string): string[] {
  const names = parsed(path).text.match(/\b[a-z]+Table\b/g) ?? [];
  return [...new Set(names)];
}
