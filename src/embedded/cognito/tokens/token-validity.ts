import type { ClientRecord } from '../store/records.js';

const UNIT_MS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
const DEFAULT_REFRESH_DAYS = 30;
const DEFAULT_TOKEN_HOURS = 1;

export function accessValidityMs(client: ClientRecord): number {
  const { AccessTokenValidity, TokenValidityUnits } = client.settings;
  return (AccessTokenValidity ?? DEFAULT_TOKEN_HOURS) * UNIT_MS[TokenValidityUnits?.AccessToken ?? 'hours'];
}

export function idValidityMs(client: ClientRecord): number {
  const { IdTokenValidity, TokenValidityUnits } = client.settings;
  return (IdTokenValidity ?? DEFAULT_TOKEN_HOURS) * UNIT_MS[TokenValidityUnits?.IdToken ?? 'hours'];
}

/** A refresh validity of 0 means the default. */
export function refreshValidityMs(client: ClientRecord): number {
  const { RefreshTokenValidity, TokenValidityUnits } = client.settings;
  if (RefreshTokenValidity === undefined || RefreshTokenValidity === 0) {
    return DEFAULT_REFRESH_DAYS * UNIT_MS.days;
  }
  return RefreshTokenValidity * UNIT_MS[TokenValidityUnits?.RefreshToken ?? 'days'];
}
