/** What is known of the changes to one bucket of users. */
export interface BucketChanges {
  readonly bucket: number;
  /** Another one after each announcement. */
  readonly version: string;
  /** Announced changes that nobody has settled yet. */
  readonly pending: readonly string[];
}

/** Where instances tell each other what they change. */
export abstract class ChangeStore {
  /** Notes that a change is about to be made. Safe to repeat. */
  abstract announce(bucket: number, changeId: string): Promise<void>;

  /** Notes that the change was made, or never will be. Safe to repeat. */
  abstract settle(bucket: number, changeId: string): Promise<void>;

  /** Every bucket in which anything was ever changed, each read consistently. */
  abstract read(): Promise<readonly BucketChanges[]>;
}
