export interface Page<T> {
  readonly items: readonly T[];
  /** Null after the last page. A page may hold fewer items than asked for, even none, although there is a next one. */
  readonly nextCursor: string | null;
}

/** Every item of a list, page after page, fetched as they are wanted. */
export async function* everyItem<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  first?: string,
): AsyncGenerator<T, void, undefined> {
  let cursor = first;
  for (;;) {
    const { items, nextCursor } = await read(cursor);
    yield* items;
    if (nextCursor === null) return;
    if (nextCursor === cursor) throw new Error('The service answered the same page twice.');
    cursor = nextCursor;
  }
}
