import { createHash } from 'node:crypto';

/** An account at the stand-in Google. */
export interface GoogleAccount {
  readonly email: string;
  readonly name: string;
  readonly verified: boolean;
}

const SUB_DIGITS = 20;

/** The same address is the same account for ever: its id derives from it and looks like one of Google's. */
export function googleSub(email: string): string {
  const digest = createHash('sha256').update(email.toLowerCase()).digest('hex');
  const digits = BigInt(`0x${digest}`).toString().padStart(SUB_DIGITS, '0');
  return `1${digits.slice(-SUB_DIGITS)}`;
}

/** What Google says of an account; attribute mappings pick from it. */
export function googleClaims({ email, name, verified }: GoogleAccount): Readonly<Record<string, string>> {
  const [given = '', ...rest] = name.split(' ');
  const family = rest.join(' ');
  return {
    sub: googleSub(email),
    email: email.toLowerCase(),
    email_verified: String(verified),
    name,
    given_name: given,
    ...(family !== '' && { family_name: family }),
  };
}
