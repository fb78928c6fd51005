const MAX_CHOICES = 20;

export interface WeightedChoice {
  /** As it was sent, in lower case and without blanks round it. */
  readonly value: string;
  /** From 0, not at all, to 1. */
  readonly quality: number;
}

/** The first twenty choices of an `Accept` or `Accept-Language` header (RFC 9110, 12.4.2), in their order. */
export function weightedChoices(header: string | undefined): readonly WeightedChoice[] {
  return (header ?? '').split(',', MAX_CHOICES).map((choice) => {
    const [value = '', ...parameters] = choice.split(';');
    const quality = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(text)?.[1]).find(Boolean);
    return { value: value.trim().toLowerCase(), quality: Number(quality ?? 1) };
  });
}
