import type { ProfileDraft } from '../../users/profile.js';
import { attributeMap, customAttributes, identityFrom, standardAttributes } from './cognito-attributes.js';

const draft: ProfileDraft = {
  firstName: 'Tom',
  lastName: 'Jones',
  role: 'Employee',
  department: null,
  employeeId: 'E-7',
  termsVersion: '1',
  termsAcceptedAt: '2026-01-01T00:00:00.000Z',
};

describe('Cognito attributes', () => {
  it('carry a draft there and back', () => {
    const sent = [...standardAttributes('tom@example.com', draft), ...customAttributes(draft)];
    const identity = identityFrom({ ...attributeMap(sent), sub: 'user-1', email_verified: 'true' });
    expect(identity).toEqual({ ...draft, userId: 'user-1', email: 'tom@example.com', emailVerified: true });
  });

  it('leave out what is not known', () => {
    const names = customAttributes({ ...draft, department: '' }).map(({ Name }) => Name);
    expect(names).toEqual(['custom:role', 'custom:employee_id', 'custom:terms_version', 'custom:terms_at']);
  });

  it.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [undefined, false],
    [1, false],
  ])('read email_verified %p as %p', (email_verified, expected) => {
    expect(identityFrom({ email_verified }).emailVerified).toBe(expected);
  });

  it('of a pool without custom ones are a snapshot with an empty role', () => {
    expect(identityFrom({ sub: 'user-1', email: 'Tom@Example.com' })).toEqual({
      userId: 'user-1',
      email: 'tom@example.com',
      emailVerified: false,
      firstName: '',
      lastName: '',
      role: '',
      department: null,
      employeeId: null,
      termsVersion: null,
      termsAcceptedAt: null,
    });
  });
});
