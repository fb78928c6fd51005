import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { ChangeFeed } from '../changes/change-feed.js';
import { Settings } from '../config/settings.js';
import type { CacheCounts } from '../shared/cache-counts.js';
import type { RequestOrigin } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import type { Session, SessionPage, SessionPosition, SessionVerdict } from './session.js';
import { SessionAdoption } from './session-adoption.js';
import { type ReadState, SessionStates } from './session-states.js';
import { SessionStore } from './session-store.port.js';
import { SessionUses } from './session-uses.js';
import {
  type AnnouncedSignOut,
  isSignedOut,
  type SignOutMark,
  withAnnouncement,
  withConfirmation,
  withSignOut,
  withWithdrawal,
} from './sign-out-mark.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MAX_PAGE = 100;

export interface EndAllOptions {
  /** The one session that goes on. */
  readonly spare?: string;
}

/** The end of all sessions of a user, announced and neither confirmed nor withdrawn yet. */
export interface AnnouncedEndAll extends AnnouncedSignOut {
  readonly userId: string;
}

/** A session as a verified token names it. */
interface PresentedSession {
  readonly userId: string;
  readonly sessionId: string;
  /** `auth_time`, epoch seconds. */
  readonly authTime: number;
  readonly origin: RequestOrigin | undefined;
}

/** The rules of sessions: when one is alive, and who may end it. */
@Injectable()
export class SessionsService implements BeforeApplicationShutdown {
  private readonly states: SessionStates;
  private readonly uses: SessionUses;
  private readonly adoption: SessionAdoption;
  /** A session cannot outlive its refresh token. */
  private readonly lifetimeMs: number;
  /** 0 where sessions may be unused for any time. */
  private readonly idleMs: number;

  constructor(
    private readonly store: SessionStore,
    private readonly clock: Clock,
    settings: Settings,
    private readonly changes: ChangeFeed,
  ) {
    this.lifetimeMs = settings.refreshTokenDays * DAY_MS;
    this.idleMs = settings.sessionIdleMinutes * MINUTE_MS;
    this.states = new SessionStates(store, clock, changes);
    this.uses = new SessionUses(
      store,
      clock,
      this.idleMs > 0 ? Math.min(MINUTE_MS, this.idleMs / 4) : MINUTE_MS,
    );
    this.adoption = new SessionAdoption(store, ({ userId, sessionId }) => {
      this.states.forget(userId, sessionId);
    });
  }

  get cacheCounts(): CacheCounts {
    return this.states.counts;
  }

  /**
   * Registers a session at its sign-in. `provedAt` is when its password was asked about: a sign-out everywhere since then ends
   * it too, because that password may be the one that was just changed.
   */
  async open(userId: string, sessionId: string, origin: RequestOrigin, provedAt?: number): Promise<void> {
    const now = this.clock.now();
    await this.store.open({
      sessionId,
      userId,
      createdAt: Math.min(provedAt ?? now, now),
      lastSeenAt: now,
      ipAddress: origin.ipAddress,
      userAgent: origin.userAgent,
      expiresAt: now + this.lifetimeMs,
      endedAt: null,
    });
    this.states.forget(userId, sessionId);
  }

  /**
   * Whether tokens of this session are still good, at most five seconds old; one that is alive has been used by that.
   * A session that the registry has not seen is taken from now on: its tokens were verified.
   */
  async check(
    userId: string,
    sessionId: string,
    authTime: number,
    origin?: RequestOrigin,
  ): Promise<SessionVerdict> {
    const presented = { userId, sessionId, authTime, origin };
    const state = await this.states.read(userId, sessionId);
    const verdict = this.judgeUse(state, presented);
    // It may have been used on another instance since this was read; one that was idle already then cannot.
    if (verdict !== 'idle' || this.judge(state, presented, state.readAt) === 'idle') return verdict;
    return this.judgeUse(await this.states.readNow(userId, sessionId), presented);
  }

  /**
   * As `check`, without a promise, where this instance has read the session a moment ago; undefined where it has to be read,
   * or may have been used elsewhere since.
   */
  checkKnown(
    userId: string,
    sessionId: string,
    authTime: number,
    origin?: RequestOrigin,
  ): SessionVerdict | undefined {
    const state = this.states.known(userId, sessionId);
    if (state === undefined) return undefined;
    const verdict = this.judgeUse(state, { userId, sessionId, authTime, origin });
    return verdict === 'idle' ? undefined : verdict;
  }

  /** As `check`, but as it is now: for a step that is rare and gives new tokens. */
  async checkNow(
    userId: string,
    sessionId: string,
    authTime: number,
    origin?: RequestOrigin,
  ): Promise<SessionVerdict> {
    const state = await this.states.readNow(userId, sessionId);
    return this.judgeUse(state, { userId, sessionId, authTime, origin });
  }

  /** As `checkNow`, for a session that somebody without a valid token speaks of: this is no use of it. */
  async look(userId: string, sessionId: string): Promise<SessionVerdict> {
    const state = await this.states.readNow(userId, sessionId);
    const now = this.clock.now();
    return this.judge(state, { userId, sessionId, authTime: now / 1000, origin: undefined }, now);
  }

  /** Living sessions, newest first. */
  list(
    userId: string,
    page: { readonly limit?: number; readonly after?: SessionPosition | null } = {},
  ): Promise<SessionPage> {
    const now = this.clock.now();
    return this.store.list(userId, {
      now,
      usedSince: this.idleMs > 0 ? now - this.idleMs : 0,
      limit: page.limit ?? MAX_PAGE,
      after: page.after ?? null,
    });
  }

  /**
   * Ends a session of the user: refused at once on this instance, within five seconds on all others. False where it is
   * unknown or somebody else's.
   */
  async end(userId: string, sessionId: string): Promise<boolean> {
    const ended = await this.changes.announced(userId, () =>
      this.store.end(userId, sessionId, this.clock.now()),
    );
    this.states.forget(userId, sessionId);
    return ended;
  }

  /** Ends the session that verified tokens name, even where the registry has not seen it yet. */
  async endFamily(userId: string, sessionId: string): Promise<void> {
    const now = this.clock.now();
    await this.changes.announced(userId, () =>
      this.store.endEvenUnseen(userId, sessionId, now, now + this.lifetimeMs),
    );
    this.states.forget(userId, sessionId);
  }

  /** Ends every session of the user, or every other one: as fast as `end`. */
  async endAll(userId: string, { spare }: EndAllOptions = {}): Promise<void> {
    const signOut = { at: this.clock.now(), spare: spare ?? null };
    await this.changeMark(userId, (mark) => withSignOut(mark, signOut));
  }

  /**
   * The first half of `endAll`, for a step that changes Cognito too: announce, let Cognito do its part, then confirm or
   * withdraw. Where neither follows within fifteen seconds, the sessions that were open when it was announced are over.
   */
  async announceEndAll(userId: string, { spare }: EndAllOptions = {}): Promise<AnnouncedEndAll> {
    const announced = { id: randomUUID(), at: this.clock.now(), spare: spare ?? null };
    await this.changeMark(userId, (mark) => withAnnouncement(mark, announced));
    return { userId, ...announced };
  }

  /** Ends the sessions as announced, those opened in the meantime included. */
  async confirmEndAll(announced: AnnouncedEndAll): Promise<void> {
    await this.changeMark(announced.userId, (mark) => withConfirmation(mark, announced, this.clock.now()));
  }

  /** The sessions go on. */
  async withdrawEndAll(announced: AnnouncedEndAll): Promise<void> {
    await this.changeMark(announced.userId, (mark) => withWithdrawal(mark, announced, this.clock.now()));
  }

  /** Uses that the registry was not told of yet must not be lost, or a session would seem idle too early. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.uses.flush();
  }

  /** Resolves when no write is on its way in the background; uses that wait for their turn go on waiting. */
  async finish(): Promise<void> {
    await Promise.all([this.uses.written(), this.adoption.done()]);
  }

  private judgeUse(state: ReadState, presented: PresentedSession): SessionVerdict {
    const now = this.clock.now();
    const verdict = this.judge(state, presented, now);
    if (verdict !== 'alive') return verdict;
    if (state.session === null) this.adoption.start({ ...this.unseen(presented, now), lastSeenAt: now });
    this.uses.note(presented.sessionId, state.session?.lastSeenAt ?? now);
    return verdict;
  }

  private judge(state: ReadState, presented: PresentedSession, now: number): SessionVerdict {
    const session = state.session ?? this.unseen(presented, now);
    if (session.userId !== presented.userId || session.endedAt !== null) return 'revoked';
    if (isSignedOut(state.mark, session, now)) return 'revoked';
    const lastUse = Math.max(session.lastSeenAt, this.uses.lastUse(session.sessionId));
    return this.idleMs > 0 && now - lastUse > this.idleMs ? 'idle' : 'alive';
  }

  /** As old as it can be: the token tells when its owner signed in, in whole seconds, and nothing of later uses. */
  private unseen({ userId, sessionId, authTime, origin }: PresentedSession, now: number): Session {
    const createdAt = Math.min(authTime * 1000, now);
    const { ipAddress = '', userAgent = '' } = origin ?? {};
    const expiresAt = now + this.lifetimeMs;
    return {
      sessionId,
      userId,
      createdAt,
      lastSeenAt: createdAt,
      ipAddress,
      userAgent,
      expiresAt,
      endedAt: null,
    };
  }

  private async changeMark(userId: string, change: (mark: SignOutMark) => SignOutMark): Promise<void> {
    const mark = await this.changes.announced(userId, () => this.store.changeMark(userId, change));
    this.states.keepMark(userId, mark);
  }
}
