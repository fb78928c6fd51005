import { AccessSettings } from '../access/access-settings.js';
import type { AuthServiceAddress, CognitoAccessOptions } from './cognito-access-options.js';

/** The options of a second service, checked, with nothing left open. */
export abstract class AccessPackageSettings extends AccessSettings {
  abstract readonly issuer: string;
  abstract readonly jwksUri: string;
  abstract readonly clientIds: readonly string[];
  abstract readonly sessionCheck: AuthServiceAddress | 'none';
  abstract readonly errorDocsUrl: string;
}

/** As the settings of the service have them. */
const DEFAULTS = { adminGroup: 'admin', stepUpMinutes: 10 };

/** Where there is no page of the codes, a name for each of them is left (RFC 9457, 3.1.1). */
const NO_PAGE = 'urn:cognito-auth-service:error';

/** Throws an error that names every option that is wrong. */
export function settingsOf(options: CognitoAccessOptions): AccessPackageSettings {
  const wrong = mistakesIn(options);
  if (wrong.length > 0) throw new Error(`CognitoAccessModule: ${wrong.join('; ')}`);
  const { region, userPoolId, clientIds, sessionCheck } = options;
  const issuer = options.issuer ?? `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
  return {
    issuer,
    jwksUri: options.jwksUri ?? `${issuer}/.well-known/jwks.json`,
    clientIds,
    sessionCheck,
    adminGroup: options.adminGroup ?? DEFAULTS.adminGroup,
    stepUpMinutes: options.stepUpMinutes ?? DEFAULTS.stepUpMinutes,
    errorDocsUrl: options.errorDocsUrl ?? pageOf(sessionCheck),
  };
}

/** Options come from an environment more often than from a compiler, so nothing is believed of them. */
function mistakesIn(options: Partial<CognitoAccessOptions>): string[] {
  const {
    region,
    userPoolId,
    clientIds,
    issuer,
    stepUpMinutes = DEFAULTS.stepUpMinutes,
    adminGroup = DEFAULTS.adminGroup,
  } = options;
  return [
    ...(isText(region) ? [] : ['region is missing, e.g. eu-central-1']),
    ...(isText(userPoolId) ? [] : ['userPoolId is missing, e.g. eu-central-1_AbCdEfGhI']),
    ...(Array.isArray(clientIds) && clientIds.length > 0 && clientIds.every(isText)
      ? []
      : ['clientIds must name one app client at least']),
    ...(issuer === undefined || (isText(userPoolId) && issuer.endsWith(`/${userPoolId}`))
      ? []
      : ['issuer must end with the userPoolId']),
    ...(Number.isFinite(stepUpMinutes) && stepUpMinutes > 0 ? [] : ['stepUpMinutes must be more than 0']),
    ...(isText(adminGroup) ? [] : ['adminGroup must not be empty']),
    ...sessionCheckMistakes(options.sessionCheck),
  ];
}

function sessionCheckMistakes(sessionCheck: Partial<AuthServiceAddress> | 'none' | undefined): string[] {
  if (sessionCheck === 'none') return [];
  if (typeof sessionCheck !== 'object') {
    return ["sessionCheck must be the url of the authentication service, as { url }, or 'none'"];
  }
  const { url = '', plainHttp = false } = sessionCheck;
  if (!URL.canParse(url)) return ['sessionCheck.url must be an address, e.g. https://auth.example.com'];
  const { protocol, hostname } = new URL(url);
  const safe = protocol === 'https:' || (protocol === 'http:' && (plainHttp || isLoopback(hostname)));
  return safe ? [] : ['sessionCheck.url must be https:, or http: on loopback or with plainHttp: true'];
}

function pageOf(sessionCheck: AuthServiceAddress | 'none'): string {
  return sessionCheck === 'none' ? NO_PAGE : `${sessionCheck.url.replace(/\/+$/, '')}/docs/errors`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
