import { loadConfig } from '../config/load-config.js';
import { RolePolicy } from './role-policy.js';

describe('RolePolicy', () => {
  const policy = new RolePolicy(
    loadConfig({ ROLES: 'Nurse,Doctor,Head', SELF_ASSIGNABLE_ROLES: 'Nurse,Doctor', DEFAULT_ROLE: 'Doctor' }),
  );
  const person = {
    userId: 'ada',
    email: 'ada@example.com',
    emailVerified: true,
    firstName: 'Ada',
    lastName: 'Lovelace',
    department: null,
    employeeId: null,
    termsVersion: null,
    termsAcceptedAt: null,
  };

  it('gives a sign-up the role that it may choose, else the default', () => {
    expect(policy.chosenAtSignUp('Nurse')).toBe('Nurse');
    expect(policy.chosenAtSignUp(undefined)).toBe('Doctor');
  });

  it('refuses a sign-up a role that only an administrator gives', () => {
    expect(() => policy.chosenAtSignUp('Head')).toThrow('role_not_self_assignable');
  });

  it.each(['King', 'nurse', 'Nurse,Doctor', ''])('refuses %j, which is no role', (role) => {
    expect(() => policy.chosenAtSignUp(role)).toThrow('validation_failed');
    expect(() => {
      policy.requireKnown(role);
    }).toThrow('validation_failed');
  });

  it('lets administrators give every role that there is', () => {
    for (const role of ['Nurse', 'Doctor', 'Head']) {
      expect(() => {
        policy.requireKnown(role);
      }).not.toThrow();
    }
  });

  it('believes the pool only what its owner could have chosen', () => {
    expect(policy.restrict({ ...person, role: 'Nurse' })).toEqual({ ...person, role: 'Nurse' });
    for (const role of ['Head', 'King', '']) {
      expect(policy.restrict({ ...person, role })).toEqual({ ...person, role: 'Doctor' });
    }
  });
});
