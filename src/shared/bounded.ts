/**
 * Options of an `LRUCache` that keeps so many entries at most. With its option `max` it would reserve room for all of them
 * at the start of the process.
 */
export function bounded(entries: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: entries, sizeCalculation: () => 1 };
}
