/** How far the clocks of Cognito and of this service may be apart. */
const CLOCK_SKEW_SECONDS = 5;

/**
 * The first `iat` (epoch seconds) of tokens that surely know of a change made at this time. Tokens say the second in
 * which they were made, so the second of the change itself is in doubt.
 */
export function claimsValidFrom(changedAt: string): number {
  return Math.ceil(Date.parse(changedAt) / 1000) + CLOCK_SKEW_SECONDS;
}
