/** Dates travel as epoch seconds; everything else keeps the shape that the SDK declares. */
type Wire<T> = T extends Date
  ? number
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

/** What a handler must answer for the SDK's command output, so that drift is a compile error. */
export type WireOutput<Output> = Wire<Omit<Output, '$metadata'>>;

/** For an operation whose output has no members; one that gains some no longer fits. */
export type EmptyOutput<Output> = keyof WireOutput<Output> extends never ? Record<string, never> : never;

export type WireType<T> = Wire<T>;

export function toEpochSeconds(epochMs: number): number {
  return Math.floor(epochMs) / 1000;
}
