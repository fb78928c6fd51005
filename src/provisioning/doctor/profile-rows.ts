import { loadConfig } from '../../config/load-config.js';
import type { Settings } from '../../config/settings.js';
import { type DoctorRow, judged } from './doctor-row.js';

type Level = number | boolean;

interface ProfilePromise {
  readonly variable: string;
  readonly of: (settings: Settings) => Level;
  /** Whether the level of the settings is as good as that of the profile. */
  readonly holds: (level: Level, profile: Level) => boolean;
  readonly why: string;
}

const atLeast = (level: Level, profile: Level): boolean => level >= profile;
const atMost = (level: Level, profile: Level): boolean => level <= profile;
/** 0 switches a limit off. */
const limited = (level: Level, profile: Level): boolean => profile === 0 || (level !== 0 && level <= profile);

const PROMISES: readonly ProfilePromise[] = [
  {
    variable: 'MFA_MODE',
    of: ({ mfaRequired }) => mfaRequired,
    holds: atLeast,
    why: 'The profile promises a second factor for everybody.',
  },
  {
    variable: 'PASSWORD_MIN_LENGTH',
    of: ({ password }) => password.minLength,
    holds: atLeast,
    why: 'The profile promises passwords of this length.',
  },
  {
    variable: 'PASSWORD_HISTORY',
    of: ({ password }) => password.historySize,
    holds: atLeast,
    why: 'The profile promises that former passwords are refused.',
  },
  {
    variable: 'PASSWORD_MAX_AGE_DAYS',
    of: ({ password }) => password.maxAgeDays,
    holds: limited,
    why: 'The profile promises that passwords are changed.',
  },
  {
    variable: 'ACCESS_TOKEN_MINUTES',
    of: ({ accessTokenMinutes }) => accessTokenMinutes,
    holds: atMost,
    why: 'The profile promises access tokens that soon expire.',
  },
  {
    variable: 'SESSION_IDLE_MINUTES',
    of: ({ sessionIdleMinutes }) => sessionIdleMinutes,
    holds: limited,
    why: 'The profile promises that a session nobody uses ends.',
  },
  {
    variable: 'AUDIT_RETENTION_DAYS',
    of: ({ auditRetentionDays }) => (auditRetentionDays === 0 ? Infinity : auditRetentionDays),
    holds: atLeast,
    why: 'The profile promises that the audit trail is kept for so long.',
  },
  {
    variable: 'SIGN_UP_DISCLOSURE',
    of: ({ signUpDisclosure }) => signUpDisclosure === 'silent',
    holds: atLeast,
    why: 'The profile promises that a sign-up tells nobody who has an account.',
  },
];

/** Whether single settings take back what the profile promises. */
export function profileRows(settings: Settings): DoctorRow[] {
  const { securityProfile } = settings;
  const profile = loadConfig({ SECURITY_PROFILE: securityProfile });
  return PROMISES.map(({ variable, of, holds, why }) => {
    const [have, want] = [of(settings), of(profile)];
    return judged(holds(have, want), {
      subject: `settings (profile ${securityProfile})`,
      control: variable,
      have: have === Infinity ? 'for ever' : have,
      want,
      severity: securityProfile === 'hipaa' ? 'critical' : 'warning',
      why,
      remedy: `Take ${variable} out of the settings, or set it to what the profile demands, then npm run provision`,
    });
  });
}
