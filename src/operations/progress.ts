/** Is told how far a long command has come. */
export interface Progress {
  /** Something new begins; `total` is what it will come to, where somebody knows. */
  begin(label: string, total: number | null): void;
  advance(count: number): void;
  end(): void;
}
