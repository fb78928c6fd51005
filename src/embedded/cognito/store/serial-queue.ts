/** Runs tasks strictly one after another, so that a call never sees another one half done. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  async drain(): Promise<void> {
    await this.#tail;
  }
}
