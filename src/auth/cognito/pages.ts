/** Cognito lists no more than this at a time. */
export const MAX_PAGE = 60;

interface PageRequest {
  readonly Limit: number;
  readonly NextToken?: string;
}

/** A page of at most `limit` items, from where the last one ended. */
export function pageOf(limit: number, next: string | null | undefined): PageRequest {
  const Limit = Math.min(limit, MAX_PAGE);
  return next === null || next === undefined ? { Limit } : { Limit, NextToken: next };
}
