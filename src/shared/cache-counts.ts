/** How often a cache could answer, and how often it had to ask. */
export interface CacheCounts {
  hits: number;
  misses: number;
}
