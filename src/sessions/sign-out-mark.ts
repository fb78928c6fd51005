/** A sign-out everywhere: it ends every session opened at or before `at` (epoch milliseconds), but for the spared one. */
export interface SignOut {
  readonly at: number;
  readonly spare: string | null;
}

/** A sign-out everywhere that waits for another system to do its part. */
export interface AnnouncedSignOut extends SignOut {
  readonly id: string;
}

/** All that the sign-outs everywhere of one user mean together, whatever their order and number. */
export interface SignOutMark {
  /** Counts the changes; 0 where there was none. */
  readonly version: number;
  /** The last sign-out; 0 when never. */
  readonly validAfter: number;
  /** The session that the last sign-out spared. */
  readonly spare: string | null;
  /** The last sign-out that did not spare it: the one bound that the spared session has. */
  readonly spareValidAfter: number;
  readonly announced: readonly AnnouncedSignOut[];
}

export const NO_SIGN_OUT: SignOutMark = {
  version: 0,
  validAfter: 0,
  spare: null,
  spareValidAfter: 0,
  announced: [],
};

/**
 * An announcement that nobody confirmed or withdrew counts from then on: its instance may have died right after the other
 * system did its part.
 */
export const ANNOUNCED_MS = 15_000;

/** Whether a sign-out everywhere ended this session. */
export function isSignedOut(
  mark: SignOutMark,
  session: { readonly sessionId: string; readonly createdAt: number },
  now: number,
): boolean {
  const { spare, spareValidAfter, validAfter } = settled(mark, now);
  const bound = session.sessionId === spare ? spareValidAfter : validAfter;
  return bound > 0 && session.createdAt <= bound;
}

/** The mark with one more sign-out. A spared session never comes back to life by it. */
export function withSignOut(mark: SignOutMark, { at, spare }: SignOut): SignOutMark {
  const same = spare !== null && spare === mark.spare;
  if (at < mark.validAfter) {
    return same ? mark : { ...mark, spareValidAfter: Math.max(mark.spareValidAfter, at) };
  }
  const spareValidAfter = same ? mark.spareValidAfter : spare === null ? at : mark.validAfter;
  return { ...mark, validAfter: at, spare, spareValidAfter };
}

export function withAnnouncement(mark: SignOutMark, signOut: AnnouncedSignOut): SignOutMark {
  const kept = settled(mark, signOut.at);
  return { ...kept, announced: [...without(kept.announced, signOut.id), signOut] };
}

/** The announced sign-out takes place, as of `now`. */
export function withConfirmation(
  mark: SignOutMark,
  { id, spare }: AnnouncedSignOut,
  now: number,
): SignOutMark {
  const kept = settled(mark, now);
  return withSignOut({ ...kept, announced: without(kept.announced, id) }, { at: now, spare });
}

/** The announced sign-out does not take place, unless its time ran out. */
export function withWithdrawal(mark: SignOutMark, { id }: AnnouncedSignOut, now: number): SignOutMark {
  const kept = settled(mark, now);
  return { ...kept, announced: without(kept.announced, id) };
}

/** The mark with every announcement counted whose time has run out. */
export function settled(mark: SignOutMark, now: number): SignOutMark {
  if (mark.announced.length === 0) return mark;
  const due = mark.announced.filter(({ at }) => at + ANNOUNCED_MS <= now);
  if (due.length === 0) return mark;
  const waiting = mark.announced.filter((each) => !due.includes(each));
  return due.reduce(withSignOut, { ...mark, announced: waiting });
}

function without(announced: readonly AnnouncedSignOut[], id: string): readonly AnnouncedSignOut[] {
  return announced.filter((each) => each.id !== id);
}
