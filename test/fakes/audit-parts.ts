import { AuditLog } from '../../src/audit/audit-log.js';
import type { NewAuditEvent } from '../../src/audit/audit-event.js';
import type { AuditRecord } from '../../src/audit/audit-record.js';
import { AuditSeals } from '../../src/audit/audit-seals.js';
import type { AuditSink } from '../../src/audit/audit-sink.port.js';
import { AuditTrail } from '../../src/audit/audit-trail.js';
import { AuditVerification } from '../../src/audit/audit-verification.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Cursors } from '../../src/shared/cursors.js';
import { SecretKeys } from '../../src/shared/secret-keys.js';
import { MortalAuditSink } from './mortal-audit-sink.js';
import { FakeClock } from './fake-clock.js';

export const AUDIT_SECRET = 'the secret of the audit tests, long enough';

/** The audit feature of one process, over a sink that may be shared with others. */
export class AuditParts {
  readonly sink: MortalAuditSink;
  readonly seals: AuditSeals;
  readonly trail: AuditTrail;
  readonly verification: AuditVerification;
  readonly log: AuditLog;

  constructor(
    sink: AuditSink,
    readonly clock = new FakeClock(),
    { secrets = [AUDIT_SECRET], retentionDays = 365 } = {},
  ) {
    const keys = new SecretKeys(secrets);
    this.sink = new MortalAuditSink(sink);
    const settings = loadConfig({ AUDIT_RETENTION_DAYS: String(retentionDays) });
    this.seals = new AuditSeals(keys);
    this.trail = new AuditTrail(this.sink, this.seals, clock, settings);
    this.verification = new AuditVerification(this.sink, this.trail, this.seals, clock);
    this.log = new AuditLog(this.sink, new Cursors(keys), this.seals, clock);
  }

  /** As by kill -9. */
  kill(): void {
    this.sink.kill();
  }

  /** Records that many events, one after the other, a second apart. */
  async record(count: number, event: Partial<NewAuditEvent> = {}): Promise<void> {
    for (let number = 0; number < count; number += 1) {
      this.clock.advance(1_000);
      await this.trail.record(newEvent({ details: { number }, ...event }));
    }
  }

  /** Everything that is kept, oldest first. */
  async records(): Promise<AuditRecord[]> {
    const records: AuditRecord[] = [];
    let before: string | null = null;
    do {
      const page = await this.sink.newest({}, { limit: 100, before }, 0);
      records.push(...page.records);
      before = page.next;
    } while (before !== null);
    return records.reverse();
  }
}

export function newEvent(changes: Partial<NewAuditEvent> = {}): NewAuditEvent {
  return {
    type: 'login.succeeded',
    outcome: 'SUCCESS',
    userId: 'ada',
    actorId: 'ada',
    origin: { ipAddress: '192.0.2.7', userAgent: 'Firefox', requestId: 'request-1' },
    ...changes,
  };
}
