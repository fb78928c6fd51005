/** Counts by label, cheaply; metrics read it only when they are asked for. Labels come from a closed set. */
export class Tally<Label extends string> {
  private readonly counts = new Map<Label, number>();

  add(label: Label): void {
    this.counts.set(label, (this.counts.get(label) ?? 0) + 1);
  }

  entries(): readonly (readonly [label: Label, count: number])[] {
    return [...this.counts];
  }
}
