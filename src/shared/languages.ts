import { weightedChoices } from './weighted-choices.js';

/** The languages that mails are written in, the one that stands in for every other first. */
export const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language of a tag such as `de-AT` or `de_AT` (RFC 5646); undefined where no mail is written in it. */
export function languageOf(tag: string | undefined): Language | undefined {
  const [primary] = (tag ?? '').trim().toLowerCase().split(/[-_]/, 1);
  return LANGUAGES.find((language) => language === primary);
}

/** The best of our languages for an `Accept-Language` header (RFC 9110, 12.5.4); undefined where it names none of them. */
export function preferredLanguage(header: string | undefined): Language | undefined {
  const ranges = weightedChoices(header).map(({ value, quality }) => ({
    language: languageOf(value),
    quality,
  }));
  // The sort is stable: of equals the first stays first.
  const [best] = ranges
    .filter(({ language, quality }) => language !== undefined && quality > 0)
    .toSorted((left, right) => right.quality - left.quality);
  return best?.language;
}
