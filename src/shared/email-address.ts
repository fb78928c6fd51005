/** An e-mail address as it is kept and compared: without blanks round it, which paste brings, and in lower case. */
export function plainAddress(text: string): string {
  return text.trim().toLowerCase();
}
