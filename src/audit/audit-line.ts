import type { AuditEvent } from './audit-event.js';
import type { AuditRecord, ChainLink } from './audit-record.js';
import type { AuditSeals } from './audit-seals.js';

/** The place of a line in its export, so that lines which were left out are noticed. */
export interface ExportPlace {
  readonly export: string;
  /** From 0 on. */
  readonly number: number;
  /** Whether the export leaves out events by its query. */
  readonly filtered: boolean;
  readonly last: boolean;
}

export interface SealedChainLink extends ChainLink {
  readonly hash: string;
  readonly seal: string;
}

export interface SealedPlace extends ExportPlace {
  readonly seal: string;
}

/** One line of an NDJSON export: the event, its place in its chain, and its place in the file. */
export interface AuditLine extends AuditEvent {
  readonly integrity: SealedChainLink & { readonly file: SealedPlace };
}

export function toAuditLine(record: AuditRecord, place: ExportPlace, seals: AuditSeals): AuditLine {
  const { event, link, hash, seal } = record;
  const file = { ...place, seal: seals.sealLine(sealedOf(place, hash)) };
  return { ...event, integrity: { ...link, hash, seal, file } };
}

/** What the seal of a line covers. */
export function sealedOf(place: ExportPlace, hash: string): object {
  return { ...place, hash };
}
