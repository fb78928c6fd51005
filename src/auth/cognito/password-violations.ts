import { describe } from './cognito-errors.js';

/** Cognito's way to name each broken rule, and ours. */
const RULES: readonly (readonly [RegExp, (minimumLength: number | undefined) => string])[] = [
  [
    /not long enough|length greater/i,
    (minimumLength) =>
      minimumLength === undefined ? 'must be longer' : `must be at least ${minimumLength} characters long`,
  ],
  [/too long|length less/i, () => 'must be shorter'],
  [/uppercase/i, () => 'must contain an upper-case letter'],
  [/lowercase/i, () => 'must contain a lower-case letter'],
  [/numeric/i, () => 'must contain a digit'],
  [/symbol/i, () => 'must contain a symbol'],
  [/regular expression|whitespace|space/i, () => 'must not contain spaces'],
  [/history|previously|used before/i, () => 'must not be one of the last passwords'],
  // Threat protection knows it from lists of passwords that have leaked.
  [/security reasons/i, () => 'must not be one that is known to others'],
];

/**
 * The rules that a password breaks, as sentences for the person who chose it, after the message of
 * `InvalidPasswordException`. Never empty, and never anything of the message itself.
 */
export function passwordViolations(message: string, minimumLength?: number): readonly string[] {
  const violations = RULES.filter(([pattern]) => pattern.test(message)).map(([, sentence]) =>
    sentence(minimumLength),
  );
  return violations.length > 0 ? violations : ['does not meet the password rules'];
}

/** The same after the exception itself. */
export function violationsOf(error: unknown, minimumLength?: number): readonly string[] {
  const { name, message } = describe(error);
  const text = name === 'PasswordHistoryPolicyViolationException' ? 'history' : message;
  return passwordViolations(text, minimumLength);
}
