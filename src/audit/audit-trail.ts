import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import { Clock } from '../shared/clock.js';
import { Tally } from '../shared/tally.js';
import { AuditChain } from './audit-chain.js';
import type { AuditEventType, AuditOutcome, NewAuditEvent } from './audit-event.js';
import { AuditSeals } from './audit-seals.js';
import { AuditSink } from './audit-sink.port.js';
import { completeEvent } from './complete-event.js';
import { EventIds } from './event-ids.js';

const DAY_MS = 86_400_000;
/** How far a head may stay behind its events. */
const HEAD_DELAY_MS = 500;
const HEAD_RETRY_MS = 5_000;

/**
 * Records what happens. Each process writes chains of its own: events get their place in memory, one after the other, and
 * are then written side by side. See docs/decisions/0008-audit-chain.md.
 */
@Injectable()
export class AuditTrail implements OnApplicationShutdown {
  /** What was written, for whoever counts. */
  readonly tally = new Tally<`${AuditEventType} ${AuditOutcome}`>();
  private readonly log = new Logger('AuditTrail');
  private readonly ids: EventIds;
  private readonly retentionMs: number | null;
  private opening: Promise<AuditChain> | undefined;
  /** Chains whose head may have to move: the current one, and those that were closed and are not yet sealed. */
  private readonly unsealed = new Set<AuditChain>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sink: AuditSink,
    private readonly seals: AuditSeals,
    clock: Clock,
    settings: Settings,
  ) {
    this.ids = new EventIds(clock);
    this.retentionMs = settings.auditRetentionDays === 0 ? null : settings.auditRetentionDays * DAY_MS;
  }

  /** Resolves when the event is on disk. Callers answer only after it: what cannot be audited does not happen. */
  async record(event: NewAuditEvent): Promise<void> {
    const chain = await this.writableChain();
    const record = chain.add(completeEvent(event, this.ids.next()));
    try {
      await this.sink.append(record);
    } catch (error) {
      this.giveUp(chain, record.link.sequence);
      throw error;
    }
    chain.acknowledge(record.link.sequence);
    this.tally.add(`${event.type} ${event.outcome}`);
    this.sealSoon(chain);
  }

  /** Does the work and records how it ended: a refusal is a failure with the refusal's code as `reason`. */
  async recordOutcome<T>(event: Omit<NewAuditEvent, 'outcome'>, work: () => Promise<T>): Promise<T> {
    let result: T;
    try {
      result = await work();
    } catch (error) {
      const reason = error instanceof AppError ? error.code : 'internal_error';
      await this.record({ ...event, outcome: 'FAILURE', details: { ...event.details, reason } });
      throw error;
    }
    await this.record({ ...event, outcome: 'SUCCESS' });
    return result;
  }

  /** Moves the heads up to what is on disk now. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await Promise.all([...this.unsealed].map((chain) => this.seal(chain)));
  }

  /** `flush` that never rejects: where a head cannot be written that is logged, and tried again later. */
  async finish(): Promise<void> {
    try {
      await this.flush();
    } catch (error) {
      this.log.error('The head of an audit chain could not be written', error);
      this.flushIn(HEAD_RETRY_MS);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.finish();
  }

  private async writableChain(): Promise<AuditChain> {
    const opening = (this.opening ??= this.open());
    const chain = await opening;
    if (!chain.isClosed) return chain;
    if (this.opening === opening) this.opening = undefined;
    return this.writableChain();
  }

  /** The head is written before the first event, so that events without a head are always a sign of tampering. */
  private async open(): Promise<AuditChain> {
    const chain = new AuditChain(this.seals, this.retentionMs);
    try {
      await this.sink.putHead(this.seals.sealHead(chain.head()));
    } catch (error) {
      this.opening = undefined;
      throw error;
    }
    return chain;
  }

  /** Nobody knows whether the event is on disk. Its chain ends, and the last head of it will say which number is unsure. */
  private giveUp(chain: AuditChain, sequence: number): void {
    chain.giveUp(sequence);
    this.sealSoon(chain);
  }

  private sealSoon(chain: AuditChain): void {
    this.unsealed.add(chain);
    this.flushIn(HEAD_DELAY_MS);
  }

  private flushIn(milliseconds: number): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => void this.finish(), milliseconds);
    this.timer.unref();
  }

  private async seal(chain: AuditChain): Promise<void> {
    const head = chain.head();
    await this.sink.putHead(this.seals.sealHead(head));
    if (chain.isSettledBy(head)) this.unsealed.delete(chain);
  }
}
