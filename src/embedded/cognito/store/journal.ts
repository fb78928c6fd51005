export type Change =
  | { readonly type: 'put'; readonly key: string; readonly value: object }
  | { readonly type: 'del'; readonly key: string };

/** What one call has changed: enough to write it down as one batch, or to take it all back. */
export class Journal {
  readonly #changes = new Map<string, Change>();
  readonly #undo: (() => void)[] = [];

  record(change: Change, undo: () => void): void {
    this.#changes.set(change.key, change);
    this.#undo.push(undo);
  }

  /** Every change so far, the last one of each key only. */
  changes(): Change[] {
    return [...this.#changes.values()];
  }

  rollBack(): void {
    for (const undo of this.#undo.toReversed()) {
      undo();
    }
    this.clear();
  }

  clear(): void {
    this.#changes.clear();
    this.#undo.length = 0;
  }
}
