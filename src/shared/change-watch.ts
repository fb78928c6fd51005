/** Knows what was changed on any instance, so that what did not change need not be read again. */
export interface ChangeWatch {
  /** Where the changes of a user are told of; many users share one. */
  bucketOf(userId: string): number;

  /** To be asked before a read: by it `holds` knows the read again. Undefined where nobody can tell, or while something changes. */
  stampOf(bucket: number): number | undefined;

  /**
   * Whether nothing in the bucket was changed, on any instance, from the moment the stamp was given until `FRESH_MS` ago at
   * most. To ask keeps it informed, in the background.
   */
  holds(bucket: number, stamp: number | undefined): boolean;
}

/** Nobody tells of changes, so everything is read again. */
export const NO_WATCH: ChangeWatch = {
  bucketOf: () => 0,
  stampOf: () => undefined,
  holds: () => false,
};
