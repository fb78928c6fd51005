import type { ErrorCode } from './operation-types.js';

/** `not_signed_in` and `signed_out` are this side's doing; the others are the service's refusals. */
export type SessionEndReason = 'not_signed_in' | 'signed_out' | ErrorCode | 'unrecognized';

/** Nobody is signed in (any more): the call was not made, or has to be made again after a sign-in. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';

  constructor(
    readonly reason: SessionEndReason,
    options?: ErrorOptions,
  ) {
    super(`Nobody is signed in (${reason}).`, options);
  }
}
