import type { CustomMessageSource, UserAttributes } from '../trigger-event.js';

/**
 * Mails that go to an address which its owner has proved, or an administrator has given. Any other may go to whomever somebody
 * wants to bother, so nothing that this somebody chose may stand in it.
 */
const TO_KNOWN_ADDRESSES: ReadonlySet<CustomMessageSource> = new Set<CustomMessageSource>([
  'CustomMessage_AdminCreateUser',
  'CustomMessage_Authentication',
  'CustomMessage_ForgotPassword',
]);

/** Letters, and what joins them in names: nothing that a mail reader makes a link of. */
const NAME = /^\p{L}[\p{L}\p{M}]*(?:[ '’-]\p{L}[\p{L}\p{M}]*){0,3}$/u;
const MAX_LENGTH = 40;

/** Who is greeted by name, and how; undefined where nobody is, or where the name is none. */
export function greetedName(source: CustomMessageSource, attributes: UserAttributes): string | undefined {
  const name = attributes['given_name']?.trim() ?? '';
  const isName = name.length <= MAX_LENGTH && NAME.test(name);
  return isName && TO_KNOWN_ADDRESSES.has(source) ? name : undefined;
}
