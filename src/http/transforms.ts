import { Transform } from 'class-transformer';
import { plainAddress } from '../shared/email-address.js';

/** Puts what was sent into its plain form before the rules are asked; anything but a text is left to them. */
function plain(form: (text: string) => string): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? form(value) : value));
}

/** Half of a surrogate pair: nobody's address, and the validator throws at it. */
const HALF_A_CHARACTER = /\p{Cs}/u;

/** An e-mail address without the blanks that paste brings, in lower case. */
export const PlainAddress = (): PropertyDecorator =>
  plain((text) => (HALF_A_CHARACTER.test(text) ? '' : plainAddress(text)));

/** A code without the blanks that mails and apps show it with. */
export const WithoutBlanks = (): PropertyDecorator => plain((text) => text.replace(/\s/g, ''));

/** A line without the blanks round it. */
export const Trimmed = (): PropertyDecorator => plain((text) => text.trim());
