import type { CognitoIdentityProviderClient, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import type { GoogleClient, UserPoolSender, UserPoolSettings } from '../auth/cognito/user-pool.definition.js';
import type { Settings } from '../config/settings.js';
import { TABLES, userPoolSettings } from './deployment.js';
import { findGoogle } from './ensure-hosted-pages.js';
import { findAppClient, findUserPool, type UserPoolAddress } from './find-user-pool.js';
import type { ProvisionRequest } from './provision.js';

/** What an operator may ask for beside the settings of the service; what is left out stays as it is. */
export interface DeploymentOptions {
  readonly tier?: UserPoolSettings['tier'];
  readonly publicClient?: boolean;
  readonly domain?: string;
  readonly google?: GoogleClient;
  readonly callbackUrls?: readonly string[];
  readonly sender?: UserPoolSender;
}

/** What the settings and an operator ask for, and what of the live pool bears on it. */
export interface AskedDeployment extends Pick<ProvisionRequest, 'settings' | 'tables'> {
  /** The client ID of the Google provider that is there. */
  readonly liveGoogleClientId: string | undefined;
  readonly livePool: UserPoolType | undefined;
}

export const TIERS = ['LITE', 'ESSENTIALS', 'PLUS'] as const satisfies readonly UserPoolSettings['tier'][];

const SOCIAL_CALLBACK = '/api/v1/auth/social/callback';
const COGNITO_DOMAIN = /^https:\/\/([\w-]+)\.auth(?:-fips)?\.[\w-]+\.amazoncognito\.com/;

/** Reads the live pool to complete what is asked for: an option that is not repeated must not undo what it once did. */
export async function askedDeployment(
  cognito: CognitoIdentityProviderClient,
  settings: Settings,
  options: DeploymentOptions = {},
): Promise<AskedDeployment> {
  const base = userPoolSettings(settings, settings.target.kind === 'cloud');
  const address = { ...base, ...knownIds(settings) };
  const pool = await findUserPool(cognito, address);
  const [client, google] = await Promise.all([
    pool?.Id === undefined ? undefined : findAppClient(cognito, pool.Id, address),
    pool?.Id === undefined ? undefined : findGoogle(cognito, pool.Id),
  ]);
  const wantsGoogle = options.google !== undefined || google !== undefined || wantsSocial(settings);
  const domain = options.domain ?? domainOf(settings) ?? pool?.CustomDomain ?? pool?.Domain;
  const callbackUrls = callbacks(settings, options.callbackUrls, wantsGoogle, client?.CallbackURLs);
  return {
    settings: {
      ...address,
      tier: options.tier ?? tierFor(base, pool?.UserPoolTier),
      confidential: options.publicClient !== true && (!client || client.ClientSecret !== undefined),
      ...(domain !== undefined && { domain }),
      ...(wantsGoogle && { google: options.google ?? {} }),
      ...(callbackUrls.length > 0 && { callbackUrls }),
      ...(options.sender !== undefined && { sender: options.sender }),
    },
    tables: tablesOf(settings),
    liveGoogleClientId: google?.ProviderDetails?.['client_id'],
    livePool: pool,
  };
}

/** The tables that a configuration asks for. */
export function tablesOf({ tablePrefix, securityProfile }: Settings): ProvisionRequest['tables'] {
  const encryption = securityProfile === 'hipaa' ? 'KMS' : 'AWS_OWNED';
  return { prefix: tablePrefix, definitions: TABLES, encryption };
}

/** Whether people are offered to sign in with Google. */
export function wantsSocial({ cognitoDomain, socialProviders }: Settings): boolean {
  return cognitoDomain !== undefined && socialProviders.includes('google');
}

function knownIds({ target }: Settings): Pick<UserPoolAddress, 'userPoolId' | 'clientId'> {
  if (target.kind !== 'cloud' || target.userPoolId === '') return {};
  return { userPoolId: target.userPoolId, ...(target.clientId !== '' && { clientId: target.clientId }) };
}

/** The pool's own tier, unless it lacks what the settings need. */
function tierFor(wanted: UserPoolSettings, live: string | undefined): UserPoolSettings['tier'] {
  const needsMore = wanted.refreshRotation || wanted.password.historySize > 0;
  const tier = TIERS.find((candidate) => candidate === live);
  return tier === undefined || (tier === 'LITE' && needsMore) ? wanted.tier : tier;
}

/** The prefix in the address of hosted pages, or the whole host where it is a domain of one's own. */
function domainOf({ cognitoDomain, target }: Settings): string | undefined {
  if (cognitoDomain === undefined) return undefined;
  const prefix = COGNITO_DOMAIN.exec(cognitoDomain)?.[1];
  // Behind another endpoint the address says nothing of the name.
  const isOther = target.kind === 'embedded' || target.cognitoEndpoint !== undefined;
  return prefix ?? (isOther ? undefined : new URL(cognitoDomain).host);
}

function callbacks(
  { publicUrl }: Settings,
  asked: readonly string[] | undefined,
  wantsGoogle: boolean,
  live: readonly string[] = [],
): string[] {
  if (asked === undefined && !wantsGoogle) return [];
  const own = publicUrl === undefined || !wantsGoogle ? [] : [new URL(SOCIAL_CALLBACK, publicUrl).href];
  return [...new Set([...(asked ?? live), ...own])];
}
