interface LockManager {
  request<T>(name: string, options: { signal: AbortSignal }, work: () => Promise<T>): Promise<T>;
}

/** A page that sleeps in the background may hold a lock for ever. */
const PATIENCE_MS = 20_000;

/**
 * Does the work while no other page of this origin does any under the same name. Without Web Locks, without a name, or
 * after 20 s of waiting it is done all the same: the service bears two pages that refresh at once for 60 s.
 */
export async function withWebLock<T>(name: string | undefined, work: () => Promise<T>): Promise<T> {
  const { navigator } = globalThis as { navigator?: { readonly locks?: LockManager } };
  const locks = navigator?.locks;
  if (name === undefined || locks === undefined) return work();
  const patience = new AbortController();
  const timer = setTimeout(() => {
    patience.abort();
  }, PATIENCE_MS);
  const progress = { begun: false };
  try {
    return await locks.request(name, { signal: patience.signal }, () => {
      progress.begun = true;
      clearTimeout(timer);
      return work();
    });
  } catch (error) {
    if (progress.begun || !patience.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
  return work();
}
