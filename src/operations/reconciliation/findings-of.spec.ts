import type { AdministeredAccount } from '../../auth/identity-administration.port.js';
import { newProfile } from '../../users/new-profile.js';
import type { Profile } from '../../users/profile.js';
import { findingsOf } from './findings-of.js';

const IDENTITY = {
  userId: 'ada',
  email: 'ada@example.com',
  emailVerified: true,
  firstName: 'Ada',
  lastName: 'Lovelace',
  role: 'Employee',
  department: null,
  employeeId: null,
  termsVersion: null,
  termsAcceptedAt: null,
};
const ACCOUNT: AdministeredAccount = {
  identity: IDENTITY,
  enabled: true,
  status: 'CONFIRMED',
  createdAt: '2026-01-01T00:00:00.000Z',
};
const PROFILE = newProfile(IDENTITY, 'ACTIVE', '2026-01-01T00:00:00.000Z');

type Account = Partial<Omit<AdministeredAccount, 'identity'>> & Partial<typeof IDENTITY>;

function kinds(
  { enabled = true, status = 'CONFIRMED', ...identity }: Account,
  profile: Partial<Profile> | null,
) {
  const account = { ...ACCOUNT, enabled, status, identity: { ...IDENTITY, ...identity } };
  const whole = profile === null ? null : { ...PROFILE, ...profile };
  return findingsOf(account, whole).map(({ kind }) => kind);
}

describe('findingsOf', () => {
  it.each<[string, Account, Partial<Profile> | null, string[]]>([
    ['both agree', {}, {}, []],
    ['both are disabled', { enabled: false }, { status: 'DISABLED' }, []],
    ['an invitation waits on both sides', { status: 'FORCE_CHANGE_PASSWORD' }, { status: 'UNCONFIRMED' }, []],
    [
      'a sign-up waits on both sides',
      { status: 'UNCONFIRMED', emailVerified: false },
      { status: 'UNCONFIRMED' },
      [],
    ],
    ['there is no profile', {}, null, ['profile_missing']],
    ['there is neither profile nor address', { email: '' }, null, ['account_without_address']],
    ['only the profile waits', {}, { status: 'UNCONFIRMED', emailVerified: false }, ['confirmation_missing']],
    [
      'a reset password is a confirmed account',
      { status: 'RESET_REQUIRED' },
      { status: 'UNCONFIRMED' },
      ['confirmation_missing'],
    ],
    [
      'the profile waits and the address was never proved',
      { emailVerified: false, email: 'new@example.com' },
      { status: 'UNCONFIRMED' },
      ['confirmation_missing', 'address_unverified'],
    ],
    ['only the profile is disabled', {}, { status: 'DISABLED' }, ['account_enabled']],
    ['only the account is disabled', { enabled: false }, {}, ['account_disabled']],
    ['a disabled account waits here', { enabled: false }, { status: 'UNCONFIRMED' }, ['account_disabled']],
    ['the address moved', { email: 'new@example.com' }, {}, ['address_differs']],
    ['the address was proved since', {}, { emailVerified: false }, ['address_differs']],
    [
      'the address moved and is not proved',
      { email: 'new@example.com', emailVerified: false },
      {},
      ['address_unverified'],
    ],
    ['the address is not proved on either side', { emailVerified: false }, { emailVerified: false }, []],
    [
      'a disabled person moved',
      { email: 'new@example.com' },
      { status: 'DISABLED' },
      ['account_enabled', 'address_differs'],
    ],
    ['the account has lost its address', { email: '', emailVerified: false }, {}, []],
  ])('where %s', (_, account, profile, expected) => {
    expect(kinds(account, profile)).toEqual(expected);
  });
});
