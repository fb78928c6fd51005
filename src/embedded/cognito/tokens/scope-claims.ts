/** Scopes that decide which attributes are told; without any of them, all are. */
const NARROWING = ['email', 'phone', 'profile'];
const EMAIL: ReadonlySet<string> = new Set(['email', 'email_verified']);
const PHONE: ReadonlySet<string> = new Set(['phone_number', 'phone_number_verified']);

/** Whether these scopes let an attribute into ID tokens and userInfo. */
export function isInScope(scopes: readonly string[], attribute: string): boolean {
  if (scopes.includes('profile') || !scopes.some((scope) => NARROWING.includes(scope))) {
    return true;
  }
  const isEmail = scopes.includes('email') && EMAIL.has(attribute);
  return isEmail || (scopes.includes('phone') && PHONE.has(attribute));
}
