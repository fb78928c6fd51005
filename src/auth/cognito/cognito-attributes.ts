import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import type { Language } from '../../shared/languages.js';
import type { IdentitySnapshot, ProfileDraft } from '../../users/profile.js';

/** Attributes that a pool has only where it was made for this service, without the `custom:` prefix. */
export const CUSTOM_ATTRIBUTES = ['role', 'department', 'employee_id', 'terms_version', 'terms_at'] as const;

type AttributeMap = Readonly<Record<string, unknown>>;

/** The attributes every pool has; `given_name` and `family_name` are standard. */
export function standardAttributes(email: string, draft: ProfileDraft): AttributeType[] {
  return [
    { Name: 'email', Value: email },
    { Name: 'given_name', Value: draft.firstName },
    { Name: 'family_name', Value: draft.lastName },
  ];
}

/** The rest of the draft as `custom:` attributes; what is null is left out. */
export function customAttributes(draft: ProfileDraft): AttributeType[] {
  const values: Record<(typeof CUSTOM_ATTRIBUTES)[number], string | null> = {
    role: draft.role,
    department: draft.department,
    employee_id: draft.employeeId,
    terms_version: draft.termsVersion,
    terms_at: draft.termsAcceptedAt,
  };
  return CUSTOM_ATTRIBUTES.flatMap((name) => {
    const value = values[name];
    return value === null || value === '' ? [] : [{ Name: `custom:${name}`, Value: value }];
  });
}

/** The standard attribute that the texts of mails are chosen by. */
export function localeAttribute(language: Language | undefined): AttributeType[] {
  return language === undefined ? [] : [{ Name: 'locale', Value: language }];
}

/** Whether an account says exactly what was sent, as far as its pool keeps it. */
export function isSameDraft(kept: ProfileDraft, sent: ProfileDraft, custom: boolean): boolean {
  const fields: readonly (keyof ProfileDraft)[] = custom
    ? ['firstName', 'lastName', 'role', 'department', 'employeeId', 'termsVersion', 'termsAcceptedAt']
    : ['firstName', 'lastName'];
  return fields.every((field) => kept[field] === sent[field]);
}

/** `UserAttributes` of AdminGetUser and ListUsers as a map; every value there is a string. */
export function attributeMap(attributes: readonly AttributeType[] | undefined): AttributeMap {
  return Object.fromEntries((attributes ?? []).map(({ Name, Value }) => [Name ?? '', Value]));
}

/**
 * Reads the payload of an ID token, or the attributes of AdminGetUser, as what is known of the person.
 *
 * The role is only a hint for completing a profile that a crash lost: users may write their own attributes through
 * Cognito's public operations, so whoever uses it checks it again as if it came from the sign-up form. It is empty where
 * the pool keeps none.
 */
export function identityFrom(attributes: AttributeMap): IdentitySnapshot {
  const text = (name: string): string | null => {
    const value = attributes[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    userId: text('sub') ?? '',
    email: (text('email') ?? '').toLowerCase(),
    emailVerified: isTrue(attributes['email_verified']),
    firstName: text('given_name') ?? '',
    lastName: text('family_name') ?? '',
    role: text('custom:role') ?? '',
    department: text('custom:department'),
    employeeId: text('custom:employee_id'),
    termsVersion: text('custom:terms_version'),
    termsAcceptedAt: text('custom:terms_at'),
  };
}

/** A boolean in ID tokens, the text `true` everywhere else. */
function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
