/** Names of fields whose value never goes into a log, wherever they stand in it. */
export const SECRET_FIELDS = [
  'password',
  'newPassword',
  'currentPassword',
  'code',
  'recoveryCode',
  'recoveryCodes',
  'session',
  'secret',
  'accessToken',
  'idToken',
  'refreshToken',
  'authorization',
  'cookie',
] as const;

export const REDACTED = '[redacted]';

/** For pino's `redact`: at the top of a log line and one level down. */
export function redactedPaths(): string[] {
  return SECRET_FIELDS.flatMap((name) => (name === 'code' ? [`*.${name}`] : [name, `*.${name}`]));
}
