import { randomInt } from 'node:crypto';
import type { PasswordPolicyType } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoError } from '../protocol/cognito-error.js';
import type { PoolRecord } from '../store/records.js';

type PasswordPolicy = Required<{
  [Rule in keyof PasswordPolicyType]: NonNullable<PasswordPolicyType[Rule]>;
}>;

/** What a pool gets that names no policy at all. */
const DEFAULT_POLICY: PasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  PasswordHistorySize: 0,
  TemporaryPasswordValidityDays: 7,
};

const UPPERCASE = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const LOWERCASE = 'abcdefghijkmnpqrstuvwxyz';
const NUMBERS = '23456789';
const SYMBOLS = '!#$%&*+=?@^_~';
/** The symbols that Cognito counts, and an inner space. */
const SYMBOL_PATTERN = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;
const TEMPORARY_PASSWORD_LENGTH = 12;

export function passwordPolicyOf(pool: PoolRecord): PasswordPolicy {
  const given = pool.settings.Policies?.PasswordPolicy;
  if (given === undefined) {
    return DEFAULT_POLICY;
  }
  return {
    MinimumLength: given.MinimumLength ?? DEFAULT_POLICY.MinimumLength,
    RequireUppercase: given.RequireUppercase ?? false,
    RequireLowercase: given.RequireLowercase ?? false,
    RequireNumbers: given.RequireNumbers ?? false,
    RequireSymbols: given.RequireSymbols ?? false,
    PasswordHistorySize: given.PasswordHistorySize ?? 0,
    TemporaryPasswordValidityDays:
      given.TemporaryPasswordValidityDays ?? DEFAULT_POLICY.TemporaryPasswordValidityDays,
  };
}

export function requirePolicy(pool: PoolRecord, password: string): void {
  const policy = passwordPolicyOf(pool);
  const rules: [boolean, string][] = [
    [Array.from(password).length < policy.MinimumLength, 'Password not long enough'],
    [policy.RequireUppercase && !/[A-Z]/.test(password), 'Password must have uppercase characters'],
    [policy.RequireLowercase && !/[a-z]/.test(password), 'Password must have lowercase characters'],
    [policy.RequireNumbers && !/[0-9]/.test(password), 'Password must have numeric characters'],
    [policy.RequireSymbols && !SYMBOL_PATTERN.test(password), 'Password must have symbol characters'],
  ];
  const broken = rules.find(([isBroken]) => isBroken);
  if (broken !== undefined) {
    throw new CognitoError('InvalidPasswordException', `Password did not conform with policy: ${broken[1]}`);
  }
}

/** A random password that any policy accepts, without characters that are read for each other. */
export function makeTemporaryPassword(pool: PoolRecord): string {
  const length = Math.max(passwordPolicyOf(pool).MinimumLength, TEMPORARY_PASSWORD_LENGTH);
  const sets = [UPPERCASE, LOWERCASE, NUMBERS, SYMBOLS];
  const characters = Array.from({ length }, (_, index) => pick(sets[index] ?? sets.join('')));
  return shuffle(characters).join('');
}

function pick(set: string): string {
  return set.charAt(randomInt(set.length));
}

function shuffle(items: readonly string[]): string[] {
  const shuffled: string[] = [];
  for (const item of items) {
    shuffled.splice(randomInt(shuffled.length + 1), 0, item);
  }
  return shuffled;
}
