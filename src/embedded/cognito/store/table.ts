import type { Journal } from './journal.js';

interface TableOptions<Row, Index extends string> {
  readonly name: string;
  readonly keyOf: (row: Row) => string;
  /** Further ways to find rows; each gives the values that a row is found by. */
  readonly indexes?: Readonly<Record<Index, (row: Row) => readonly string[]>>;
}

/** Rows in memory, found by key or index. Rows are immutable: a change is a `put` of a new one. */
export class Table<Row extends object, Index extends string = never> {
  readonly name: string;
  readonly #options: TableOptions<Row, Index>;
  readonly #journal: Journal;
  readonly #rows = new Map<string, Row>();
  readonly #indexed = new Map<string, Set<string>>();

  constructor(journal: Journal, options: TableOptions<Row, Index>) {
    this.#journal = journal;
    this.#options = options;
    this.name = options.name;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  /** The key that was added longest ago. */
  firstKey(): string | undefined {
    return this.#rows.keys().next().value;
  }

  find(index: Index, value: string): Row[] {
    const keys = this.#indexed.get(indexKey(index, value)) ?? new Set<string>();
    return [...keys].flatMap((key) => this.#rows.get(key) ?? []);
  }

  put(row: Row): void {
    const key = this.#options.keyOf(row);
    const before = this.#rows.get(key);
    this.#set(key, row);
    this.#journal.record({ type: 'put', key: this.#stored(key), value: row }, () => {
      this.#set(key, before);
    });
  }

  delete(key: string): void {
    const before = this.#rows.get(key);
    if (before === undefined) {
      return;
    }
    this.#set(key, undefined);
    this.#journal.record({ type: 'del', key: this.#stored(key) }, () => {
      this.#set(key, before);
    });
  }

  /** Takes over a row that is already written down. */
  load(row: object): void {
    this.#set(this.#options.keyOf(row as Row), row as Row);
  }

  #stored(key: string): string {
    return `${this.name}/${key}`;
  }

  #set(key: string, row: Row | undefined): void {
    const before = this.#rows.get(key);
    if (before !== undefined) {
      for (const entry of this.#indexKeys(before)) {
        this.#indexed.get(entry)?.delete(key);
      }
    }
    if (row === undefined) {
      this.#rows.delete(key);
      return;
    }
    this.#rows.set(key, row);
    for (const entry of this.#indexKeys(row)) {
      const keys = this.#indexed.get(entry) ?? new Set<string>();
      this.#indexed.set(entry, keys.add(key));
    }
  }

  #indexKeys(row: Row): string[] {
    const indexes = Object.entries(this.#options.indexes ?? {}) as [Index, (row: Row) => readonly string[]][];
    return indexes.flatMap(([index, valuesOf]) => valuesOf(row).map((value) => indexKey(index, value)));
  }
}

function indexKey(index: string, value: string): string {
  return `${index}=${value}`;
}
