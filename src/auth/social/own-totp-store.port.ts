/** An authenticator app that the service itself keeps, because the identity provider keeps none for this user. */
export interface OwnTotpRecord {
  /** Sealed; null while the first app is not verified yet. */
  readonly secret: string | null;
  /** Sealed; an app that is being set up. */
  readonly pending: string | null;
  /** The newest time step whose code was accepted. */
  readonly lastStep: number;
}

export abstract class OwnTotpStore {
  abstract find(userId: string): Promise<OwnTotpRecord | null>;

  /** Puts a secret beside the one in use. */
  abstract setPending(userId: string, sealed: string): Promise<void>;

  /** Makes this pending secret the one in use. False where it is not pending any more. */
  abstract activate(userId: string, sealed: string, step: number): Promise<boolean>;

  /** Notes that a code of this step was used. False where this or a later one was before. */
  abstract useStep(userId: string, step: number): Promise<boolean>;

  /** Safe to repeat. */
  abstract remove(userId: string): Promise<void>;
}
