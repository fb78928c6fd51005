const DAY_MS = 86_400_000;
/** RFC 9116, 2.5.5 wants less than a year; whoever reads it asks again long before. */
const VALID_DAYS = 180;

/** Whom to tell of a weakness (RFC 9116). */
export function securityTxt(contact: string, publicUrl: string | undefined, now: number): string {
  const expires = new Date((Math.floor(now / DAY_MS) + VALID_DAYS) * DAY_MS);
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en',
    ...(publicUrl === undefined ? [] : [`Canonical: ${publicUrl}/.well-known/security.txt`]),
  ];
  return `${lines.join('\n')}\n`;
}
