/** A value of a configuration as people read it. */
export function shown(value: unknown): string {
  if (value === undefined) return '(not set)';
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(shown).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
