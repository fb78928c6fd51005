import type { components, operations } from './openapi.js';
import type { OperationId } from './operations.js';

/** A schema of the document by its name, e.g. `Schema<'UserProfile'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type ErrorCode = Schema<'ErrorCode'>;
export type UserProfile = Schema<'UserProfile'>;
export type AuthResult = Result<'login'>;

type JsonOf<T> = T extends { content: { 'application/json': infer Json } } ? Json : never;
type Responses<Id extends OperationId> = operations[Id]['responses'];

type Empty<T> = [T] extends [never] ? undefined : T;

/** What an operation answers; `undefined` where there is no body. */
export type Result<Id extends OperationId> = Empty<
  JsonOf<Responses<Id>[keyof Responses<Id> & (200 | 201 | 202)]>
>;

/** The JSON body that an operation takes; `never` where it takes none. */
export type Body<Id extends OperationId> = JsonOf<NonNullable<operations[Id]['requestBody']>>;

export type Query<Id extends OperationId> = NonNullable<operations[Id]['parameters']['query']>;
export type PathParameters<Id extends OperationId> = NonNullable<operations[Id]['parameters']['path']>;

/** Operations that answer `{ items, nextCursor }`. */
export type PagedOperationId = {
  [Id in OperationId]: Result<Id> extends { nextCursor: string | null } ? Id : never;
}[OperationId];

export type Item<Id extends PagedOperationId> =
  Result<Id> extends { items: readonly (infer One)[] } ? One : never;

export interface RequestOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each try; the client's own `timeoutMs` where left out. */
  readonly timeoutMs?: number | undefined;
}

type Part<Name extends string, T> = [T] extends [never] ? unknown : Readonly<Record<Name, T>>;
type OptionalPart<Name extends string, T> = [T] extends [never]
  ? unknown
  : Readonly<Partial<Record<Name, T>>>;

/** What a call of the operation needs: `path` and `body` where there are any, `query` as one likes. */
export type Input<Id extends OperationId> = RequestOptions &
  Part<'path', PathParameters<Id>> &
  Part<'body', Body<Id>> &
  OptionalPart<'query', Query<Id>> & { readonly ifMatch?: string | undefined };
