import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { KnownRefreshToken, TokenFamily } from '../refresh-token-store.port.js';

type Attributes = Record<string, AttributeValue>;

export function refreshTokenKey(hash: string): Attributes {
  return { id: { S: `refresh#${hash}` } };
}

/** All but the key; `ownerId` because an item with `userId` and `sessionId` would look like a session. */
export function familyAttributes({ userId, sessionId }: TokenFamily, expiresAt: number): Attributes {
  return {
    ownerId: { S: userId },
    familyId: { S: sessionId },
    expiresAt: { N: String(expiresAt) },
    dropAfter: { N: String(Math.ceil(expiresAt / 1000)) },
  };
}

export function fromRefreshTokenItem(item: Attributes): KnownRefreshToken {
  const rotatedAt = item['rotatedAt']?.N;
  return {
    userId: item['ownerId']?.S ?? '',
    sessionId: item['familyId']?.S ?? '',
    rotatedAt: rotatedAt === undefined ? null : Number(rotatedAt),
  };
}
