import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type AnnouncedSignOut, NO_SIGN_OUT, type SignOutMark } from '../sign-out-mark.js';

type Attributes = Record<string, AttributeValue>;

export function signOutMarkKey(userId: string): Attributes {
  return { id: { S: `user#${userId}` } };
}

/** It is never dropped: a session that the registry has not seen is judged by it, however late it comes. */
export function toSignOutMarkItem(userId: string, mark: SignOutMark): Attributes {
  const { version, validAfter, spare, spareValidAfter, announced } = mark;
  return {
    ...signOutMarkKey(userId),
    version: { N: String(version) },
    validAfter: { N: String(validAfter) },
    ...(spare !== null && { spare: { S: spare } }),
    spareValidAfter: { N: String(spareValidAfter) },
    ...(announced.length > 0 && { announced: { L: announced.map(toAnnouncement) } }),
  };
}

export function fromSignOutMarkItem(item: Attributes | undefined): SignOutMark {
  if (item === undefined) return NO_SIGN_OUT;
  return {
    version: Number(item['version']?.N ?? 0),
    validAfter: Number(item['validAfter']?.N ?? 0),
    spare: item['spare']?.S ?? null,
    spareValidAfter: Number(item['spareValidAfter']?.N ?? 0),
    announced: (item['announced']?.L ?? []).map(fromAnnouncement),
  };
}

function toAnnouncement({ id, at, spare }: AnnouncedSignOut): AttributeValue {
  return { M: { id: { S: id }, at: { N: String(at) }, ...(spare !== null && { spare: { S: spare } }) } };
}

function fromAnnouncement({ M: fields }: AttributeValue): AnnouncedSignOut {
  return {
    id: fields?.['id']?.S ?? '',
    at: Number(fields?.['at']?.N ?? 0),
    spare: fields?.['spare']?.S ?? null,
  };
}
