import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { AuditEvent } from './audit-event.js';

/** A record as the one after it knows it. */
export interface PreviousRecord {
  readonly id: string;
  readonly hash: string;
  /** Epoch milliseconds; null is never. */
  readonly expiresAt: number | null;
}

/** Where an event stands in its chain. A chain has one writer: a process, until one of its writes is given up. */
export interface ChainLink {
  readonly chain: string;
  /** From 0 on, without gaps. */
  readonly sequence: number;
  /** Null for the first of its chain. */
  readonly previous: PreviousRecord | null;
  /** Up to here every event of the chain was on disk when this one was made; -1 for none. */
  readonly durable: number;
  /** Epoch milliseconds after which the event may go; null is never. */
  readonly expiresAt: number | null;
}

/** An event with its place in the chain. `hash` covers both, `seal` proves that the service made it. */
export interface AuditRecord {
  readonly event: AuditEvent;
  readonly link: ChainLink;
  readonly hash: string;
  readonly seal: string;
}

/**
 * How far a chain got, kept beside it: without it nobody would notice that its newest events are missing. It follows the
 * events by a moment, and never runs ahead of them.
 */
export interface ChainHead {
  readonly chain: string;
  /** The newest event that is known to be on disk with all before it, or -1. */
  readonly sequence: number;
  readonly eventId: string | null;
  readonly hash: string | null;
  /** When that event may go, epoch milliseconds; null is never. */
  readonly expiresAt: number | null;
  /** Numbers up to `sequence` whose write was given up: the event may be there or not. */
  readonly lost: readonly number[];
}

export interface SealedHead extends ChainHead {
  readonly seal: string;
}

export function hashOf(event: AuditEvent, link: ChainLink): string {
  return createHash('sha256').update(canonicalJson({ event, link })).digest('base64url');
}

/** What the next record of the chain tells of this one. */
export function asPrevious({ event, link, hash }: AuditRecord): PreviousRecord {
  return { id: event.id, hash, expiresAt: link.expiresAt };
}
