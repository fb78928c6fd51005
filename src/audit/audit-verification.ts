import { Injectable } from '@nestjs/common';
import { Clock } from '../shared/clock.js';
import { AuditSeals } from './audit-seals.js';
import { AuditSink, type StoredPart } from './audit-sink.port.js';
import { AuditTrail } from './audit-trail.js';
import { ChainCheck } from './chain-check.js';

export interface AuditVerdict {
  readonly intact: boolean;
  /** How many events were looked at. */
  readonly checked: number;
  /** How many of them bear a seal whose secret is gone; of these only hashes and links were checked. */
  readonly unsealed: number;
  /** The oldest event that was altered or is missing; null where all is well, or where there is no telling which. */
  readonly firstBroken: string | null;
}

interface Found {
  checked: number;
  unsealed: number;
  isBroken: boolean;
  firstBroken: string | null;
}

/** Reads the whole trail and checks every chain, in memory that does not grow with it. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly sink: AuditSink,
    private readonly trail: AuditTrail,
    private readonly seals: AuditSeals,
    private readonly clock: Clock,
  ) {}

  async verify(): Promise<AuditVerdict> {
    // This instance's own newest events are attested first; those of others follow within a moment.
    await this.trail.flush();
    const found: Found = { checked: 0, unsealed: 0, isBroken: false, firstBroken: null };
    let current: { readonly chain: string; readonly check: ChainCheck } | undefined;
    for await (const part of this.sink.all()) {
      const chain = chainOf(part);
      if (current?.chain !== chain) {
        if (current) await this.conclude(current.chain, current.check, found);
        current = { chain, check: this.newCheck() };
      }
      current.check.add(part);
    }
    if (current) await this.conclude(current.chain, current.check, found);
    const { isBroken, ...rest } = found;
    return { intact: !isBroken, ...rest };
  }

  private async conclude(chain: string, check: ChainCheck, found: Found): Promise<void> {
    check.end();
    const { checked, unsealed, isBroken, firstBroken } = check.isBroken ? await this.lookAgain(chain) : check;
    found.checked += checked;
    found.unsealed += unsealed;
    found.isBroken ||= isBroken;
    if (firstBroken !== null && (found.firstBroken === null || firstBroken < found.firstBroken)) {
      found.firstBroken = firstBroken;
    }
  }

  /** A chain that grew while it was read can look broken once; one that was tampered with looks so twice. */
  private async lookAgain(chain: string): Promise<ChainCheck> {
    const check = this.newCheck();
    for await (const part of this.sink.chain(chain)) check.add(part);
    check.end();
    return check;
  }

  private newCheck(): ChainCheck {
    return new ChainCheck(this.seals, this.clock);
  }
}

function chainOf(part: StoredPart): string {
  return part.kind === 'head' ? part.head.chain : part.record.link.chain;
}
