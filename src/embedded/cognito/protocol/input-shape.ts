import { CognitoError } from './cognito-error.js';

export type JsonObject = Record<string, unknown>;

/** Reads one JSON value, noting every broken constraint; a wrong JSON type is refused at once. */
export type Check<T> = (value: unknown, path: string, problems: string[]) => T;

export interface Member<T> {
  read(value: unknown, path: string, problems: string[]): T;
}

export type Members = Record<string, Member<unknown>>;

export type Parsed<M extends Members> = { [Key in keyof M]: M[Key] extends Member<infer T> ? T : never };

export function required<T>(check: Check<T>): Member<T> {
  return {
    read(value, path, problems) {
      if (isNothing(value)) {
        problems.push(`Value null at '${path}' failed to satisfy constraint: Member must not be null`);
        return undefined as T;
      }
      return check(value, path, problems);
    },
  };
}

export function optional<T>(check: Check<T>): Member<T | undefined> {
  return {
    read: (value, path, problems) => (isNothing(value) ? undefined : check(value, path, problems)),
  };
}

/** The members of an operation's input; a name that the SDK's input does not know is a compile error. */
export function inputOf<SdkInput>() {
  return <M extends Members>(members: M & Record<Exclude<keyof M, keyof SdkInput>, never>): M => members;
}

/** Parses a whole input and reports every broken constraint in one refusal, as Cognito does. */
export function parseInput<M extends Members>(members: M, raw: JsonObject): Parsed<M> {
  const problems: string[] = [];
  const parsed = readMembers(members, raw, '', problems);
  if (problems.length > 0) {
    const noun = problems.length === 1 ? 'error' : 'errors';
    const summary = `${problems.length} validation ${noun} detected: ${problems.join('; ')}`;
    throw new CognitoError('InvalidParameterException', summary);
  }
  return parsed;
}

export function structure<M extends Members>(members: M): Check<Parsed<M>> {
  return (value, path, problems) =>
    readMembers(members, expectObject(value), path === '' ? '' : `${path}.`, problems);
}

export function listOf<T>(item: Check<T>, size: { min?: number; max?: number } = {}): Check<T[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) {
      throw new CognitoError('SerializationException', `Expected list or null at '${path}'.`);
    }
    checkSize(value.length, size, path, `'${JSON.stringify(value)}'`, problems);
    return value.map((entry: unknown, index) =>
      required(item).read(entry, `${path}.${index + 1}.member`, problems),
    );
  };
}

export function mapOf<T>(entry: Check<T>): Check<Record<string, T>> {
  return (value, path, problems) => {
    const entries = Object.entries(expectObject(value)).filter(([, item]) => !isNothing(item));
    return Object.fromEntries(
      entries.map(([key, item]) => [key, entry(item, `${path}.${key}.member`, problems)]),
    );
  };
}

/** A structure that is stored and given back as it came; the type parameter is the SDK's name for it. */
export function anyStructure<T extends object>(): Check<T> {
  return (value) => expectObject(value) as T;
}

export function checkSize(
  length: number,
  size: { min?: number; max?: number },
  path: string,
  shown: string,
  problems: string[],
): void {
  const prefix = `Value ${shown === '' ? '' : `${shown} `}at '${path}' failed to satisfy constraint: `;
  if (size.min !== undefined && length < size.min) {
    problems.push(`${prefix}Member must have length greater than or equal to ${size.min}`);
  }
  if (size.max !== undefined && length > size.max) {
    problems.push(`${prefix}Member must have length less than or equal to ${size.max}`);
  }
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function readMembers<M extends Members>(
  members: M,
  raw: JsonObject,
  prefix: string,
  problems: string[],
): Parsed<M> {
  const entries = Object.entries(members).map(([name, member]) => {
    const path = `${prefix}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    return [name, member.read(Object.hasOwn(raw, name) ? raw[name] : undefined, path, problems)];
  });
  return Object.fromEntries(entries) as Parsed<M>;
}

function expectObject(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CognitoError('SerializationException', 'Start of structure or map expected but not found.');
  }
  return value as JsonObject;
}
