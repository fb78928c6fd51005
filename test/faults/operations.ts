import { readFileSync } from 'node:fs';
import { ADMIN_OPERATIONS } from './admin-operations.js';
import type { FaultyWorld, Ready } from './faulty-world.js';
import { OWN_OPERATIONS } from './own-operations.js';
import { type Prepare, SIGN_IN_OPERATIONS } from './sign-in-operations.js';

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { operationId: string; responses: object }>>>
  >;
}

const OPERATIONS: Readonly<Record<string, Prepare>> = {
  ...SIGN_IN_OPERATIONS,
  ...OWN_OPERATIONS,
  ...ADMIN_OPERATIONS,
};

/** Documented statuses by `operationId`. */
export function documentedStatuses(): ReadonlyMap<string, readonly number[]> {
  const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as OpenApi;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  return new Map(
    operations.map(({ operationId, responses }) => [operationId, Object.keys(responses).map(Number)]),
  );
}

export function preparedNames(): readonly string[] {
  return Object.keys(OPERATIONS);
}

/** A request of the operation that would succeed. */
export async function prepare(name: string, world: FaultyWorld): Promise<Ready> {
  const make = OPERATIONS[name];
  if (make === undefined) throw new Error(`no request is known for ${name}`);
  return make(world);
}
