const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is safe to send; only `html` makes it. */
export class Html {
  private constructor(private readonly markup: string) {}

  static of(strings: TemplateStringsArray, values: readonly HtmlValue[]): Html {
    return new Html(String.raw({ raw: strings }, ...values.map(escaped)));
  }

  /** Takes a text as it is: for constants that no template can hold. */
  static verbatim(markup: string): Html {
    return new Html(markup);
  }

  toString(): string {
    return this.markup;
  }
}

type HtmlValue = Html | string | readonly Html[];

/** A template whose values are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return Html.of(strings, values);
}

function escaped(value: HtmlValue): string {
  if (typeof value === 'string') {
    return value.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
  }
  return value instanceof Html ? value.toString() : value.join('');
}
