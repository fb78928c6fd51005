import { passwordViolations } from './password-violations.js';

const PREFIX = 'Password did not conform with policy: ';

describe('passwordViolations', () => {
  it.each([
    ['Password not long enough', 'must be at least 12 characters long'],
    ['Password must have uppercase characters', 'must contain an upper-case letter'],
    ['Password must have lowercase characters', 'must contain a lower-case letter'],
    ['Password must have numeric characters', 'must contain a digit'],
    ['Password must have symbol characters', 'must contain a symbol'],
    ['Something new', 'does not meet the password rules'],
  ])('says "%s" as "%s"', (suffix, sentence) => {
    expect(passwordViolations(PREFIX + suffix, 12)).toEqual([sentence]);
  });

  it('names no number that it does not know', () => {
    expect(passwordViolations(`${PREFIX}Password not long enough`)).toEqual(['must be longer']);
  });

  it('says of a password that has leaked that it is known, as threat protection finds it', () => {
    const message = 'Provided password cannot be used for security reasons.';
    expect(passwordViolations(message, 12)).toEqual(['must not be one that is known to others']);
  });

  it.each([
    ['Member must satisfy regular expression pattern: [\\S]+', 'must not contain spaces'],
    ['Member must have length less than or equal to 256', 'must be shorter'],
  ])('reads the check of the form "%s"', (constraint, sentence) => {
    const message = `1 validation error detected: Value at 'password' failed to satisfy constraint: ${constraint}`;
    expect(passwordViolations(message)).toEqual([sentence]);
  });
});
