import { Logger } from '@nestjs/common';
import type { Clock } from '../shared/clock.js';
import { Generations } from '../shared/generations.js';
import type { SessionStore } from './session-store.port.js';

/** How a session was used on this instance. */
interface Use {
  usedAt: number;
  /** The last use that the registry knows, or is being told. */
  writtenAt: number;
}

const MAX_SESSIONS = 50_000;
const MAX_SWEEP_MS = 1_000;
const WRITERS = 16;

/**
 * When sessions were last used. The registry is told in the background, at most once in each interval for a session; a use
 * in between is told at the interval's end, so that no use is lost to it.
 */
export class SessionUses {
  private readonly log = new Logger('SessionUses');
  private readonly uses = new Generations<Use>(2 * MAX_SESSIONS);
  private readonly waiting = new Map<string, { readonly use: Use; readonly dueAt: number }>();
  private readonly sweepMs: number;
  private readonly writing = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private failing = false;

  constructor(
    private readonly store: SessionStore,
    private readonly clock: Clock,
    private readonly intervalMs: number,
  ) {
    this.sweepMs = Math.min(intervalMs / 4, MAX_SWEEP_MS);
  }

  /** The last use on this instance, or 0 where it does not know. */
  lastUse(sessionId: string): number {
    return this.known(sessionId)?.usedAt ?? 0;
  }

  /** `knownAt` is the last use that the registry told of. */
  note(sessionId: string, knownAt: number): void {
    const now = this.clock.now();
    const use = this.useOf(sessionId, knownAt);
    use.usedAt = Math.max(use.usedAt, now);
    if (this.waiting.has(sessionId) || use.usedAt <= use.writtenAt) return;
    const dueAt = use.writtenAt + this.intervalMs;
    if (dueAt <= now) void this.write(sessionId, use);
    else this.wait(sessionId, use, dueAt);
  }

  /** Tells the registry of everything that it does not know yet. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writeAll([...this.waiting.keys()]);
  }

  /** Resolves when none of the registry's writes is on its way. */
  async written(): Promise<void> {
    await Promise.all(this.writing);
  }

  /** One that waits is not lost where many others have been used since. */
  private known(sessionId: string): Use | undefined {
    return this.uses.get(sessionId) ?? this.waiting.get(sessionId)?.use;
  }

  private useOf(sessionId: string, knownAt: number): Use {
    const known = this.known(sessionId);
    if (known !== undefined) {
      known.writtenAt = Math.max(known.writtenAt, knownAt);
      return known;
    }
    const use = { usedAt: knownAt, writtenAt: knownAt };
    this.uses.set(sessionId, use);
    return use;
  }

  /** Where too many wait already the use is left out: a session in use comes again soon. */
  private wait(sessionId: string, use: Use, dueAt: number): void {
    if (this.waiting.size >= MAX_SESSIONS) return;
    this.waiting.set(sessionId, { use, dueAt });
    this.sweepSoon();
  }

  private sweepSoon(): void {
    if (this.timer !== undefined || this.waiting.size === 0) return;
    this.timer = setTimeout(() => void this.sweep(), this.sweepMs);
    this.timer.unref();
  }

  private async sweep(): Promise<void> {
    const now = this.clock.now();
    await this.writeAll([...this.waiting].filter(([, { dueAt }]) => dueAt <= now).map(([id]) => id));
    this.timer = undefined;
    this.sweepSoon();
  }

  private async writeAll(sessionIds: string[]): Promise<void> {
    const work = async (): Promise<void> => {
      for (let id = sessionIds.pop(); id !== undefined; id = sessionIds.pop()) {
        const use = this.waiting.get(id)?.use;
        this.waiting.delete(id);
        if (use !== undefined && use.usedAt > use.writtenAt) await this.write(id, use);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, work));
  }

  private async write(sessionId: string, use: Use): Promise<void> {
    const write = this.tell(sessionId, use);
    this.writing.add(write);
    await write;
    this.writing.delete(write);
  }

  /** Never rejects. */
  private async tell(sessionId: string, use: Use): Promise<void> {
    const { usedAt, writtenAt } = use;
    use.writtenAt = usedAt;
    try {
      await this.store.touch(sessionId, usedAt);
      this.failing = false;
    } catch (error) {
      use.writtenAt = Math.min(use.writtenAt, writtenAt);
      this.wait(sessionId, use, this.clock.now() + this.intervalMs);
      if (!this.failing) this.log.warn('The last use of sessions could not be written', error);
      this.failing = true;
    }
  }
}
