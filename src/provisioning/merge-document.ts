import type { Property } from './finding.js';

type Document = Readonly<Record<string, unknown>>;

/** What Cognito leaves out of a description where a feature is off. */
const OFF_VALUES: readonly unknown[] = [undefined, false, 0, 'DISABLED', 'INACTIVE', 'OFF'];

/** Whether everything wanted is there already; lists agree in any order, and what is left out counts as off. */
export function agrees(actual: unknown, wanted: unknown): boolean {
  if (isDocument(wanted)) {
    const document = isDocument(actual) ? actual : {};
    return Object.entries(wanted).every(([key, value]) => agrees(document[key], value));
  }
  if (Array.isArray(wanted)) {
    const list: readonly unknown[] = Array.isArray(actual) ? actual : [];
    return list.length === wanted.length && wanted.every((item) => list.some((other) => agrees(other, item)));
  }
  return actual === wanted || (actual === undefined && OFF_VALUES.includes(wanted));
}

/** Everything wanted, leaf by leaf and beside what is there. */
export function compared(actual: unknown, wanted: object, path = ''): Property[] {
  return Object.entries(wanted).flatMap(([key, want]: [string, unknown]): Property[] => {
    const name = `${path}${key}`;
    const have = isDocument(actual) ? actual[key] : undefined;
    if (isDocument(want)) return compared(have, want, `${name}.`);
    return [{ name, have, want, verdict: agrees(have, want) ? 'agrees' : 'differs' }];
  });
}

/** The document with everything wanted laid over it, key by key; lists are replaced whole. */
export function merged<T extends object>(actual: object, wanted: T): T {
  const entries = Object.entries(wanted).map(([key, value]): [string, unknown] => {
    const present = (actual as Document)[key];
    return [key, isDocument(value) && isDocument(present) ? merged(present, value) : value];
  });
  return { ...actual, ...Object.fromEntries(entries) } as T;
}

/** The named members of an object, without those that are undefined. */
export function pick<T extends object, K extends keyof T>(source: T, keys: readonly K[]): Pick<T, K> {
  const entries = keys.map((key) => [key, source[key]] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Pick<T, K>;
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
