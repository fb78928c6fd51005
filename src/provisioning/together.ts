/** Side by side, to the end of all: where one fails, nothing goes on behind the back of whoever is told. */
export async function together<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
