const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;',
  '}': '&#125;',
};

/** For text and attribute values. Braces too, so that no value can pass for one of Cognito's placeholders. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"'{}]/g, (character) => ENTITIES[character] ?? character);
}
