import {
  ANNOUNCED_MS,
  isSignedOut,
  NO_SIGN_OUT,
  type SignOut,
  type SignOutMark,
  withAnnouncement,
  withConfirmation,
  withSignOut,
  withWithdrawal,
} from './sign-out-mark.js';

const after = (...signOuts: readonly SignOut[]): SignOutMark => signOuts.reduce(withSignOut, NO_SIGN_OUT);
const all = (at: number): SignOut => ({ at, spare: null });
const others = (at: number, spare: string): SignOut => ({ at, spare });

/** Which of a few sessions are over, by id and age. */
function over(mark: SignOutMark, now = 1_000): string[] {
  const sessions = ['a', 'b', 'c'].flatMap((sessionId) =>
    [5, 10, 15, 20, 25].map((createdAt) => ({ sessionId, createdAt })),
  );
  return sessions
    .filter((each) => isSignedOut(mark, each, now))
    .map((each) => `${each.sessionId}${each.createdAt}`);
}

/** The same by the definition: over is what any sign-out ends. */
function overBy(signOuts: readonly SignOut[]): string[] {
  return over({ ...NO_SIGN_OUT }).concat(
    ['a', 'b', 'c'].flatMap((id) =>
      [5, 10, 15, 20, 25]
        .filter((createdAt) => signOuts.some(({ at, spare }) => createdAt <= at && spare !== id))
        .map((createdAt) => `${id}${createdAt}`),
    ),
  );
}

describe('the mark of sign-outs everywhere', () => {
  it('ends what was opened at or before it', () => {
    expect(over(after(all(10)))).toEqual(['a5', 'a10', 'b5', 'b10', 'c5', 'c10']);
    expect(over(NO_SIGN_OUT)).toEqual([]);
  });

  it('says nothing of a session whose age is unknown where there was no sign-out', () => {
    expect(isSignedOut(NO_SIGN_OUT, { sessionId: 'a', createdAt: 0 }, 1_000)).toBe(false);
    expect(isSignedOut(after(all(10)), { sessionId: 'a', createdAt: 0 }, 1_000)).toBe(true);
  });

  it('spares a session until a later one does not', () => {
    expect(over(after(others(10, 'a')))).toEqual(['b5', 'b10', 'c5', 'c10']);
    expect(over(after(others(10, 'a'), all(15)))).toContain('a15');
  });

  it('brings no session back by sparing it', () => {
    expect(over(after(all(10), others(20, 'a')))).toEqual(expect.arrayContaining(['a5', 'a10']));
    expect(over(after(others(10, 'b'), others(20, 'a')))).toEqual(expect.arrayContaining(['a10', 'b20']));
  });

  it('means the same in whatever order the sign-outs come', () => {
    const kinds = [all(10), all(20), others(10, 'a'), others(15, 'a'), others(15, 'b'), others(20, 'b')];
    for (const first of kinds) {
      for (const second of kinds) {
        for (const third of kinds) {
          expect(over(after(first, second, third))).toEqual(overBy([first, second, third]));
        }
      }
    }
  });

  describe('with an announcement', () => {
    const announced = { id: 'reset', at: 10, spare: null };
    const mark = withAnnouncement(NO_SIGN_OUT, announced);

    it('ends nothing until it is confirmed', () => {
      expect(over(mark, 11)).toEqual([]);
      expect(over(withConfirmation(mark, announced, 12), 12)).toEqual(over(after(all(12))));
    });

    it('ends what is opened in the meantime too when it is confirmed', () => {
      expect(over(withConfirmation(mark, announced, 15), 15)).toContain('a15');
    });

    it('ends nothing when it is withdrawn', () => {
      const withdrawn = withWithdrawal(mark, announced, 11);
      expect([over(withdrawn, 1_000_000), withdrawn.announced]).toEqual([[], []]);
    });

    it('counts as of its own moment when nobody says anything in time', () => {
      const due = announced.at + ANNOUNCED_MS;
      expect(over(mark, due - 1)).toEqual([]);
      expect(over(mark, due)).toEqual(over(after(all(10))));
    });

    it('cannot be withdrawn any more then', () => {
      const late = withWithdrawal(mark, announced, announced.at + ANNOUNCED_MS);
      expect(over(late, 1_000_000)).toEqual(over(after(all(10))));
    });

    it('is kept while another one comes', () => {
      const both = withAnnouncement(mark, { id: 'change', at: 11, spare: 'a' });
      const confirmed = withConfirmation(both, announced, 12);
      expect(confirmed.announced.map(({ id }) => id)).toEqual(['change']);
      expect(over(confirmed, 11 + ANNOUNCED_MS)).toContain('a10');
    });

    it('is there once, however often its writing is repeated', () => {
      expect(withAnnouncement(mark, announced)).toEqual(mark);
    });
  });
});
