/** How a command ends. */
export const EXIT = {
  clean: 0,
  failed: 1,
  /** It ran to its end, and something is left for a person to look at. */
  somethingLeft: 2,
  /** The doctor found something critical. */
  critical: 3,
  /** Stopped by Ctrl+C, as shells count it. */
  stopped: 130,
} as const;
