import { createHash } from 'node:crypto';
import { refusals } from './refusals.js';

const MAX_PAGE = 60;

interface PageRequest<Item> {
  readonly keyOf: (item: Item) => string;
  /** What is being listed; a token of one list is refused by another. */
  readonly scope: string;
  readonly size: number | undefined;
  readonly token: string | undefined;
}

interface Page<Item> {
  readonly items: Item[];
  readonly next: string | undefined;
}

/** One page in the order of the keys; it resumes after the last key seen, so items may come and go. */
export function takePage<Item>(items: readonly Item[], request: PageRequest<Item>): Page<Item> {
  const { keyOf, scope, token } = request;
  const size = request.size === undefined || request.size === 0 ? MAX_PAGE : request.size;
  const after = token === undefined ? undefined : readToken(token, scope);
  const rest = items
    .filter((item) => after === undefined || keyOf(item) > after)
    .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const hasMore = rest.length > page.length && last !== undefined;
  return { items: page, next: hasMore ? makeToken(keyOf(last), scope) : undefined };
}

function makeToken(key: string, scope: string): string {
  return Buffer.from(JSON.stringify([digest(scope), key])).toString('base64url');
}

function readToken(token: string, scope: string): string {
  const [forScope, key] = parseToken(token);
  if (forScope !== digest(scope) || typeof key !== 'string') {
    throw refusals.invalidParameter('Invalid pagination token given.');
  }
  return key;
}

function parseToken(token: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function digest(scope: string): string {
  return createHash('sha256').update(scope).digest('base64url').slice(0, 16);
}
