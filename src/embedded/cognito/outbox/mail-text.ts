const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#123': '{',
  '#125': '}',
  nbsp: ' ',
};

/** Whether a body is a page of HTML rather than a text. */
export function isHtml(body: string): boolean {
  return /^\s*<(!doctype html|html)\b/i.test(body);
}

/** What a mail reader without HTML shows of a body. It is text: whoever puts it into a page has to escape it. */
export function readableText(body: string): string {
  if (!isHtml(body)) {
    return body;
  }
  return body
    .replace(/<head\b[^]*?<\/head>/i, '')
    .replaceAll(/<\/p>|<br\s*\/?>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replaceAll(/[ \t]*\n\s*/g, '\n')
    .trim();
}
