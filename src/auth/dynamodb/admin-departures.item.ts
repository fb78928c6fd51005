import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * All departures are one item of the counters, because a condition sees one item only: an attribute for each user, with the
 * time until which the departure counts. The item goes by itself some time after the last of them.
 */
export const ADMIN_DEPARTURES_KEY: Record<string, AttributeValue> = { id: { S: 'admin-departures' } };

/** Apart from the attributes of the table itself, whatever the id. */
export function departureAttribute(userId: string): string {
  return `user-${userId}`;
}
