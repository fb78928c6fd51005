import { Transform } from 'class-transformer';
import { plainAddress } from '../shared/email-address.js';

/** Puts what was sent into its plain form before the rules are asked; anything but a text is left to them. */
function plain(form: (text: string) => string): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? form(value) : value));
}

/** An e-mail address without the blanks that paste brings, in lower case. */
export const PlainAddress = (): PropertyDecorator => plain(plainAddress);

/** A code without the blanks that mails and apps show it with. */
export const WithoutBlanks = (): PropertyDecorator => plain((text) => text.replace(/\s/g, ''));

/** A line without the blanks round it. */
export const Trimmed = (): PropertyDecorator => plain((text) => text.trim());
