import { Injectable } from '@nestjs/common';
import { AppError } from '../shared/app-error.js';
import { CommonPasswords } from './common-passwords.js';

/** Words that everybody would try here first. */
const PRODUCT_WORDS = ['cognito', 'authservice', 'auth-service'];

/** Shorter parts of a name are in too many good passwords. */
const SHORTEST_PART = 4;

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** What Cognito does not check of a new password: that it is not one that everybody uses, nor the owner's name. */
@Injectable()
export class PasswordRules {
  constructor(private readonly common: CommonPasswords) {}

  /** Throws `password_policy_violation` naming `field` and every rule that is broken. */
  async check(field: string, password: string, owner: PasswordOwner): Promise<void> {
    const errors = [
      ...((await this.common.includes(password)) ? ['must not be one of the most used passwords'] : []),
      ...(containsAny(password, partsOf(owner)) ? ['must not contain your name or e-mail address'] : []),
      ...(containsAny(password, PRODUCT_WORDS) ? ['must not contain the name of this service'] : []),
    ];
    if (errors.length === 0) return;
    throw new AppError('password_policy_violation', {
      errors: errors.map((message) => ({ field, message })),
    });
  }
}

function containsAny(password: string, words: readonly string[]): boolean {
  const lower = password.toLowerCase();
  return words.some((word) => lower.includes(word));
}

function partsOf({ email, firstName = '', lastName = '' }: PasswordOwner): string[] {
  const [local = ''] = email.toLowerCase().split('@');
  return [local, ...local.split(/[._+-]/), firstName.toLowerCase(), lastName.toLowerCase()].filter(
    (part) => part.length >= SHORTEST_PART,
  );
}
