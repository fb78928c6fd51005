/** RFC 5322 takes these in a name without quotes; a full stop, a comma and the like it does not. */
const PLAIN = /^[\w !#$%&'*+/=?^`{|}~-]*$/;
const QUOTED = /^"(?:[^"\\]|\\.)*"$/;
/** RFC 2047, 2: an encoded word has at most 75 characters, and whole characters only. */
const ENCODED_BYTES = 45;

/**
 * A sender as it goes into the header of a mail (RFC 5322, 3.4): `Zoë <a@example.com>` becomes
 * `=?UTF-8?B?Wm/Dqw==?= <a@example.com>`. Amazon SES and Cognito take no other letters than those of ASCII.
 */
export function mailbox(sender: string): string {
  const [, name, address] = /^(.*\S)\s*(<[^<>]*>)$/s.exec(sender) ?? [];
  return name === undefined || address === undefined ? sender : `${displayName(name)} ${address}`;
}

function displayName(name: string): string {
  if (/[^ -~]/.test(name)) return encodedWords(QUOTED.test(name) ? name.slice(1, -1) : name);
  return PLAIN.test(name) || QUOTED.test(name) ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}

function encodedWords(name: string): string {
  const words = [''];
  for (const character of name) {
    const grown = `${words.at(-1) ?? ''}${character}`;
    if (Buffer.byteLength(grown) > ENCODED_BYTES) words.push(character);
    else words[words.length - 1] = grown;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
