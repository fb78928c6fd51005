import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { BUCKETS } from '../buckets.js';
import type { BucketChanges } from '../change-store.port.js';

type Attributes = Record<string, AttributeValue>;

/**
 * A change writes one item twice, and a poll reads all of them. An item stays below a kilobyte and takes a thousand writes a
 * second. Instances that count differently do not see each other's changes, so another number needs another name of the key.
 */
const ITEMS = 32;

/** Items of the counters: an attribute `v<bucket>` counts announcements, a set `p<bucket>` holds pending changes. */
export function changeKey(bucket: number): Attributes {
  return keyOf(bucket % ITEMS);
}

export function allChangeKeys(): Attributes[] {
  return Array.from({ length: Math.min(ITEMS, BUCKETS) }, (_, item) => keyOf(item));
}

export function versionAttribute(bucket: number): string {
  return `v${bucket}`;
}

export function pendingAttribute(bucket: number): string {
  return `p${bucket}`;
}

export function fromChangeItem(item: Attributes): BucketChanges[] {
  return Object.entries(item)
    .filter(([name]) => /^v\d+$/.test(name))
    .map(([name, version]) => {
      const bucket = Number(name.slice(1));
      const pending = [...(item[pendingAttribute(bucket)]?.SS ?? [])].sort();
      return { bucket, version: version.N ?? '', pending };
    });
}

function keyOf(item: number): Attributes {
  return { id: { S: `changes#${item}` } };
}
