/** Works through the items, at most so many at a time, and takes the next one only when there is room for it. */
export async function inParallel<T>(
  items: AsyncIterable<T> | Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  const running = new Set<Promise<void>>();
  for await (const item of items) {
    const job = work(item)
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => running.delete(job));
    running.add(job);
    if (running.size >= atOnce) await Promise.race(running);
    if (failures.length > 0) break;
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
