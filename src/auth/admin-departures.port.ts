export interface AdminDeparture {
  /** Who leaves the admin group, is disabled or erased. */
  readonly userId: string;
  /** Which administrator does it, or stays where somebody goes by themselves. */
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** When it is surely over; somebody who still is an administrator then counts as one again. */
  readonly until: number;
}

/** Who is about to stop being an administrator, shared by all instances. */
export abstract class AdminDepartures {
  /**
   * Announces a departure in one atomic step; false where the one who does it is about to leave as well. Of two who
   * remove each other at once exactly one succeeds, and whoever succeeded last is still there. Safe to repeat.
   */
  abstract announce(departure: AdminDeparture): Promise<boolean>;

  /** The user is an administrator again, and may remove others. */
  abstract forget(userId: string): Promise<void>;
}
