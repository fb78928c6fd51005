import { mailbox } from '../shared/mailbox.js';

/** One environment variable: how it is read, what it is when absent, and what it is for. */
export interface EnvVariable<T> {
  /** Answers the value, or throws `EnvValueError` with the rule that was broken. Never called for an absent variable. */
  readonly parse: (raw: string) => T;
  /** The values it takes, completing the sentence «VARIABLE must be …». */
  readonly accepts: string;
  /** As a person would write it in `.env`; undefined where there is none. */
  readonly defaultText: string | undefined;
  /** One sentence for `.env.example` and `docs/configuration.md`. */
  readonly help: string;
}

/** The broken rule, completing the sentence «VARIABLE …». */
export class EnvValueError extends Error {}

interface VariableOptions {
  readonly default?: string;
  readonly help: string;
}

function variable<T>(accepts: string, parse: (raw: string) => T, options: VariableOptions): EnvVariable<T> {
  return { accepts, parse, defaultText: options.default, help: options.help };
}

export function text(options: VariableOptions): EnvVariable<string> {
  return variable('a text', (raw) => raw, options);
}

export function number(
  options: VariableOptions & { readonly min: number; readonly max: number; readonly fractions?: boolean },
): EnvVariable<number> {
  const { min, max, fractions = false } = options;
  const accepts = `${fractions ? 'a number' : 'a whole number'} from ${min} to ${max}`;
  return variable(
    accepts,
    (raw) => {
      const value = Number(raw);
      if (
        !/^\d+(\.\d+)?$/.test(raw) ||
        value < min ||
        value > max ||
        (!fractions && !Number.isInteger(value))
      ) {
        throw new EnvValueError(`must be ${accepts}`);
      }
      return value;
    },
    options,
  );
}

export function flag(options: VariableOptions): EnvVariable<boolean> {
  return variable(
    'true or false',
    (raw) => {
      if (raw !== 'true' && raw !== 'false') throw new EnvValueError('must be true or false');
      return raw === 'true';
    },
    options,
  );
}

export function oneOf<const T extends string>(
  values: readonly T[],
  options: VariableOptions,
): EnvVariable<T> {
  const accepts = `one of ${values.join(', ')}`;
  return variable(
    accepts,
    (raw) => {
      const value = values.find((candidate) => candidate === raw);
      if (value === undefined) throw new EnvValueError(`must be ${accepts}`);
      return value;
    },
    options,
  );
}

/** Comma-separated; blanks round an item are dropped, empty items are refused. */
export function list<T extends string = string>(
  options: VariableOptions & { readonly item?: (raw: string) => T },
): EnvVariable<readonly T[]> {
  const { item = (raw: string) => raw as T } = options;
  return variable(
    'a comma-separated list',
    (raw) => {
      if (raw.trim() === '') return [];
      const items = raw.split(',').map((part) => part.trim());
      if (items.includes('')) throw new EnvValueError('must be a comma-separated list without empty items');
      return items.map(item);
    },
    options,
  );
}

export const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** An absolute URL; `http:` is taken only for loopback, everything else must be `https:`. */
export function secureUrl(options: VariableOptions): EnvVariable<string> {
  return variable('an absolute URL', parseSecureUrl, options);
}

function parseSecureUrl(raw: string): string {
  if (!URL.canParse(raw)) throw new EnvValueError('must be an absolute URL');
  const { protocol, hostname } = new URL(raw);
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)))
    return raw.replace(/\/$/, '');
  throw new EnvValueError(
    'must start with https:// (http:// is taken only for 127.0.0.1, localhost and [::1])',
  );
}

/** An address that mail is sent from, with or without a name before it. */
export function mailSender(options: VariableOptions): EnvVariable<string> {
  const accepts = 'an e-mail address such as no-reply@example.com or Example <no-reply@example.com>';
  return variable(
    accepts,
    (raw) => {
      if (!/^([^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(raw)) {
        throw new EnvValueError(`must be ${accepts}`);
      }
      return mailbox(raw);
    },
    options,
  );
}

/** An origin as a browser sends it: scheme, host and port, nothing behind. */
export function parseOrigin(raw: string): string {
  if (!URL.canParse(raw) || new URL(raw).origin !== raw) {
    throw new EnvValueError(
      `must list exact origins such as https://app.example.com, and "${withoutPassword(raw)}" is none`,
    );
  }
  return raw;
}

/** A URL as it may be shown: it can carry the password of somebody. */
export function withoutPassword(url: string): string {
  return url.replace(/:[^/@]*@/g, ':***@');
}
