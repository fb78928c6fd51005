import { CognitoError } from './cognito-error.js';
import { type Check, checkSize } from './input-shape.js';

interface TextRules {
  min?: number;
  max?: number;
  pattern?: RegExp;
  /** A secret is never echoed in a refusal. */
  secret?: boolean;
}

export function text(rules: TextRules = {}): Check<string> {
  return (value, path, problems) => {
    if (typeof value !== 'string') {
      throw wrongType(value, 'String');
    }
    const shown = rules.secret === true ? '' : `'${value}'`;
    checkSize(Array.from(value).length, rules, path, shown, problems);
    if (rules.pattern !== undefined && !matchesWhole(rules.pattern, value)) {
      const prefix = `Value ${shown === '' ? '' : `${shown} `}at '${path}' failed to satisfy constraint: `;
      problems.push(`${prefix}Member must satisfy regular expression pattern: ${rules.pattern.source}`);
    }
    return value;
  };
}

export function integer(range: { min?: number; max?: number } = {}): Check<number> {
  return (value, path, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw wrongType(value, 'Integer');
    }
    const prefix = `Value '${value}' at '${path}' failed to satisfy constraint: `;
    if (range.min !== undefined && value < range.min) {
      problems.push(`${prefix}Member must have value greater than or equal to ${range.min}`);
    }
    if (range.max !== undefined && value > range.max) {
      problems.push(`${prefix}Member must have value less than or equal to ${range.max}`);
    }
    return value;
  };
}

export function flag(): Check<boolean> {
  return (value) => {
    if (typeof value !== 'boolean') {
      throw wrongType(value, 'Boolean');
    }
    return value;
  };
}

export function oneOf<const Value extends string>(values: readonly Value[]): Check<Value> {
  return (value, path, problems) => {
    if (typeof value !== 'string') {
      throw wrongType(value, 'String');
    }
    if (!(values as readonly string[]).includes(value)) {
      const allowed = `[${values.join(', ')}]`;
      problems.push(
        `Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy enum value set: ${allowed}`,
      );
    }
    return value as Value;
  };
}

function matchesWhole(pattern: RegExp, value: string): boolean {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(value);
}

function wrongType(value: unknown, expected: string): CognitoError {
  const token =
    typeof value === 'object' ? 'Start of structure or list' : `${(typeof value).toUpperCase()}_VALUE`;
  return new CognitoError('SerializationException', `${token} can not be converted to ${expected}`);
}
