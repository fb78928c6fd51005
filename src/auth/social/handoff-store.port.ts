/** Something that waits to be fetched once. */
export interface Handoff {
  /** Hash of what fetches it. */
  readonly id: string;
  readonly sealed: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export abstract class HandoffStore {
  abstract put(handoff: Handoff): Promise<void>;

  /** Takes it away; of two at once exactly one gets it. Null where there is none. */
  abstract take(id: string): Promise<Handoff | null>;
}
