import { weightedChoices } from '../shared/weighted-choices.js';

/** Whether an `Accept` header (RFC 9110, 12.5.1) names the media type and would not rather have JSON. */
export function wants(mediaType: string, header: string | undefined): boolean {
  const choices = weightedChoices(header);
  const qualityOf = (...ranges: readonly string[]) =>
    ranges
      .map((range) => choices.find(({ value }) => value === range)?.quality)
      .find((q) => q !== undefined) ?? 0;
  const quality = qualityOf(mediaType);
  return quality > 0 && quality >= qualityOf('application/json', 'application/*', '*/*');
}
