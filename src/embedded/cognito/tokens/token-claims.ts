import { isReadable } from '../users/attribute-access.js';
import { identitiesOf } from '../users/identities.js';
import { isInScope } from './scope-claims.js';
import type { ClientRecord, GroupRecord, SignInRecord, UserRecord } from '../store/records.js';

export interface ClaimSource {
  readonly user: UserRecord;
  readonly client: ClientRecord;
  readonly signIn: SignInRecord;
  readonly groups: readonly GroupRecord[];
  readonly issuer: string;
  readonly eventId: string;
  readonly jti: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

type Claims = Record<string, unknown>;

const CONTACTS = ['email', 'phone_number'] as const;
const BOOLEAN_ATTRIBUTES: ReadonlySet<string> = new Set(CONTACTS.map((name) => `${name}_verified`));

export function accessTokenClaims(source: ClaimSource): Claims {
  return {
    ...commonClaims(source),
    token_use: 'access',
    client_id: source.client.id,
    scope: source.signIn.scopes.join(' '),
    username: source.user.username,
  };
}

export function idTokenClaims(source: ClaimSource): Claims {
  return {
    ...attributeClaims(source),
    ...commonClaims(source),
    ...roleClaims(source.groups),
    token_use: 'id',
    aud: source.client.id,
    'cognito:username': source.user.username,
  };
}

function commonClaims(source: ClaimSource): Claims {
  const groups = source.groups.map((group) => group.name);
  return {
    sub: source.user.sub,
    iss: source.issuer,
    ...(groups.length > 0 && { 'cognito:groups': groups }),
    origin_jti: source.signIn.originJti,
    event_id: source.eventId,
    auth_time: toSeconds(source.signIn.authTime),
    iat: toSeconds(source.issuedAt),
    exp: toSeconds(source.expiresAt),
    jti: source.jti,
  };
}

function roleClaims(groups: readonly GroupRecord[]): Claims {
  const roles = [...new Set(groups.flatMap((group) => group.roleArn ?? []))];
  const preferred = preferredRole(groups);
  return {
    ...(roles.length > 0 && { 'cognito:roles': roles }),
    ...(preferred !== undefined && { 'cognito:preferred_role': preferred }),
  };
}

/** The role of the group with the lowest precedence; two roles of equal rank leave none preferred. */
function preferredRole(groups: readonly GroupRecord[]): string | undefined {
  const ranked = groups.filter((group) => group.roleArn !== undefined && group.precedence !== undefined);
  const best = Math.min(...ranked.map((group) => group.precedence ?? Infinity));
  const roles = new Set(ranked.filter((group) => group.precedence === best).map((group) => group.roleArn));
  return roles.size === 1 ? [...roles][0] : undefined;
}

function attributeClaims({ user, client, signIn }: ClaimSource): Claims {
  const unverified = CONTACTS.filter((name) => user.attributes[name] !== undefined).map(
    (name): [string, string] => [`${name}_verified`, 'false'],
  );
  const attributes = { ...Object.fromEntries(unverified), ...user.attributes };
  const readable = Object.entries(attributes).filter(
    ([name]) => isReadable(client, name) && isInScope(signIn.scopes, name),
  );
  return {
    ...Object.fromEntries(
      readable
        .filter(([name]) => name !== 'identities')
        .map(([name, value]) => [name, BOOLEAN_ATTRIBUTES.has(name) ? value === 'true' : value]),
    ),
    ...identityClaims(user),
  };
}

/** All members are text, unlike in the attribute. */
function identityClaims(user: UserRecord): Claims {
  const identities = identitiesOf(user).map((identity) => ({
    ...identity,
    primary: String(identity.primary),
    dateCreated: String(identity.dateCreated),
  }));
  return identities.length === 0 ? {} : { identities };
}

function toSeconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}
