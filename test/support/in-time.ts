const TRIES = 6;

/**
 * Tells a story that waits, and must not be told too slowly, until it holds. A failure counts when the story took at most
 * `limitMs`, waiting included; a slower one says nothing of the guarantee and is told again.
 *
 * @throws what the story threw in time, or in its last try
 */
export async function inTime(limitMs: number, story: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const startedAt = performance.now();
    try {
      await story();
      return;
    } catch (error) {
      if (performance.now() - startedAt <= limitMs || tries === TRIES) throw error;
    }
  }
}
