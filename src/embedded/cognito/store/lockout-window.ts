/** After so long without a failure, failures count anew. */
export const LOCKOUT_QUIET_MS = 900_000;
