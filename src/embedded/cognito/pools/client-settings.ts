import type { Parsed } from '../protocol/input-shape.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import { userKey } from '../store/cognito-store.js';
import type { ClientRecord, PoolRecord } from '../store/records.js';
import type { clientSettingsInput } from './client-input.js';

type ClientSettings = ClientRecord['settings'];

const DAY_MS = 86_400_000;
const UNIT_MS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: DAY_MS } as const;
const SHORTEST_TOKEN_MS = 300_000;
const SHORTEST_REFRESH_MS = 3_600_000;
const LONGEST_REFRESH_MS = 3_650 * DAY_MS;

/** The settings of a client with Cognito's defaults filled in, once they are seen to fit together. */
export function makeClientSettings(
  context: OperationContext,
  pool: PoolRecord,
  input: Parsed<typeof clientSettingsInput>,
): ClientSettings {
  const rotates = input.RefreshTokenRotation?.Feature === 'ENABLED';
  const settings: ClientSettings = {
    ...input,
    ExplicitAuthFlows: input.ExplicitAuthFlows ?? [
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_CUSTOM_AUTH',
      ...(rotates ? [] : (['ALLOW_REFRESH_TOKEN_AUTH'] as const)),
    ],
    RefreshTokenValidity: input.RefreshTokenValidity ?? 30,
    EnableTokenRevocation: input.EnableTokenRevocation ?? true,
    AuthSessionValidity: input.AuthSessionValidity ?? 3,
  };
  if (rotates && pool.settings.UserPoolTier === 'LITE') {
    throw refusals.unavailableInTier('Refresh token rotation', 'LITE');
  }
  checkFlows(settings, rotates);
  checkValidity(settings);
  checkAttributes(pool, [...(input.ReadAttributes ?? []), ...(input.WriteAttributes ?? [])]);
  checkOAuth(settings);
  checkProviders(context, pool, settings);
  return settings;
}

function checkFlows(settings: ClientSettings, rotates: boolean): void {
  const flows = settings.ExplicitAuthFlows ?? [];
  const modern = flows.filter((flow) => flow.startsWith('ALLOW_'));
  if (modern.length > 0 && modern.length < flows.length) {
    throw refusals.invalidParameter(
      'Cannot specify ExplicitAuthFlows with both ALLOW_ prefixed and legacy values.',
    );
  }
  if (rotates && flows.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
    throw refusals.invalidParameter(
      'Refresh token rotation cannot be enabled together with ALLOW_REFRESH_TOKEN_AUTH.',
    );
  }
}

function checkValidity(settings: ClientSettings): void {
  const units = settings.TokenValidityUnits;
  const lifetimes = {
    access:
      (settings.AccessTokenValidity ?? 1) *
      UNIT_MS[settings.AccessTokenValidity === undefined ? 'hours' : (units?.AccessToken ?? 'hours')],
    id:
      (settings.IdTokenValidity ?? 1) *
      UNIT_MS[settings.IdTokenValidity === undefined ? 'hours' : (units?.IdToken ?? 'hours')],
  };
  const refresh = (settings.RefreshTokenValidity ?? 30) * UNIT_MS[units?.RefreshToken ?? 'days'];
  for (const [use, lifetime] of Object.entries(lifetimes)) {
    if (lifetime < SHORTEST_TOKEN_MS || lifetime > DAY_MS) {
      throw refusals.invalidParameter(`Invalid range for ${use} token validity.`);
    }
    if (refresh !== 0 && lifetime > refresh) {
      throw refusals.invalidParameter(
        `The ${use} token validity must not exceed the refresh token validity.`,
      );
    }
  }
  if (refresh !== 0 && (refresh < SHORTEST_REFRESH_MS || refresh > LONGEST_REFRESH_MS)) {
    throw refusals.invalidParameter('Invalid range for refresh token validity.');
  }
}

function checkAttributes(pool: PoolRecord, names: readonly string[]): void {
  const known = new Set(pool.schema.map((attribute) => attribute.Name));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw refusals.invalidParameter(`Invalid write attributes specified while creating a client: ${unknown}`);
  }
}

function checkOAuth(settings: ClientSettings): void {
  const usesFlows = (settings.AllowedOAuthFlows ?? []).length > 0;
  if (usesFlows && settings.AllowedOAuthFlowsUserPoolClient !== true) {
    throw refusals.invalidParameter(
      'AllowedOAuthFlows and AllowedOAuthScopes need AllowedOAuthFlowsUserPoolClient to be true.',
    );
  }
  const addresses = settings.CallbackURLs ?? [];
  if (
    usesFlows &&
    addresses.length === 0 &&
    settings.AllowedOAuthFlows?.includes('client_credentials') !== true
  ) {
    throw refusals.invalidParameter('CallbackURLs must be given for the code and the implicit flow.');
  }
  const open = [...addresses, ...(settings.LogoutURLs ?? [])].find((address) => !isSafeAddress(address));
  if (open !== undefined) {
    throw refusals.invalidParameter(`${open} cannot use the HTTP protocol.`);
  }
  const redirect = settings.DefaultRedirectURI;
  if (redirect !== undefined && !(settings.CallbackURLs ?? []).includes(redirect)) {
    throw refusals.invalidParameter('DefaultRedirectURI must be in the CallbackURLs list.');
  }
}

/** Plain HTTP is taken on loopback alone; apps have schemes of their own. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  const { protocol, hostname, hash } = new URL(address);
  return hash === '' && (protocol !== 'http:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

function checkProviders(context: OperationContext, pool: PoolRecord, settings: ClientSettings): void {
  const missing = (settings.SupportedIdentityProviders ?? []).find(
    (name) => name !== 'COGNITO' && context.store.identityProviders.get(userKey(pool.id, name)) === undefined,
  );
  if (missing !== undefined) {
    throw refusals.invalidParameter(`The provider ${missing} does not exist for User Pool ${pool.id}.`);
  }
}
