import type { TableDefinition } from '../../aws/table-definition.js';
import type { Handoff } from '../social/handoff-store.port.js';

/** Outcomes of social sign-ins that wait, for a minute, to be fetched. */
export const handoffTable: TableDefinition = {
  name: 'handoffs',
  partitionKey: 'id',
  indexes: [],
  timeToLive: 'dropAfter',
};

export function toHandoffItem(handoff: Handoff): Record<string, unknown> {
  return { ...handoff, dropAfter: Math.ceil(handoff.expiresAt / 1000) };
}

export function fromHandoffItem(attributes: Record<string, unknown>): Handoff {
  const { id, sealed, expiresAt } = attributes as unknown as Handoff;
  return { id, sealed, expiresAt };
}
