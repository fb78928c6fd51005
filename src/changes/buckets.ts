/** More of them mean that one change makes fewer users' state be read again, and that a poll reads more. */
export const BUCKETS = 2_048;

/** The bucket of a user: FNV-1a, because it is asked for often and nothing depends on who can compute it. */
export function bucketOf(userId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < userId.length; index += 1) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % BUCKETS;
}
