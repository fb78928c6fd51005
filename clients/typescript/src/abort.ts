/** Does the work within a time; its signal, and the promise, end with the time or with `outer`, whichever is first. */
export async function withinTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  timeoutMs: number,
  tooLate: () => Error,
  outer?: AbortSignal,
): Promise<T> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(tooLate());
  }, timeoutMs);
  const giveUp = (): void => {
    controller.abort(outer?.reason);
  };
  outer?.addEventListener('abort', giveUp, { once: true });
  try {
    return await orAbort(work(controller.signal), controller.signal);
  } catch (error) {
    // What was thrown because of the end says less than why it ended.
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', giveUp);
  }
}

/** The outcome of something that goes on for others too, or the reason of the signal. */
export async function orAbort<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return work;
  let giveUp = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await orAbort(wait, signal);
  } finally {
    clearTimeout(timer);
  }
}
