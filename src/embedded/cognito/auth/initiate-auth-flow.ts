import type { AuthFlowType, ExplicitAuthFlowsType } from '@aws-sdk/client-cognito-identity-provider';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { ClientRecord, PoolRecord } from '../store/records.js';
import { afterFirstFactor } from './next-step.js';
import { checkPassword } from './password-sign-in.js';
import { requireRefreshToken, rotatesRefreshTokens } from './refresh-tokens.js';
import { requireSecretHash } from './secret-hash.js';
import type { AuthOutcome } from './sign-in-attempt.js';

export interface AuthRequest {
  readonly pool: PoolRecord;
  readonly client: ClientRecord;
  readonly flow: AuthFlowType;
  readonly parameters: Readonly<Record<string, string>>;
  readonly caller: 'admin' | 'public';
}

/** Which settings of a client allow a flow: its name today and its legacy name. */
const ALLOWING_SETTINGS: Readonly<Record<AuthFlowType, readonly ExplicitAuthFlowsType[]>> = {
  ADMIN_NO_SRP_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  ADMIN_USER_PASSWORD_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  CUSTOM_AUTH: ['ALLOW_CUSTOM_AUTH', 'CUSTOM_AUTH_FLOW_ONLY'],
  REFRESH_TOKEN: ['ALLOW_REFRESH_TOKEN_AUTH'],
  REFRESH_TOKEN_AUTH: ['ALLOW_REFRESH_TOKEN_AUTH'],
  USER_AUTH: ['ALLOW_USER_AUTH'],
  USER_PASSWORD_AUTH: ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'],
  USER_SRP_AUTH: ['ALLOW_USER_SRP_AUTH'],
};

export function initiateAuth(context: OperationContext, request: AuthRequest): Promise<AuthOutcome> {
  const { flow, caller } = request;
  switch (flow) {
    case 'ADMIN_NO_SRP_AUTH':
    case 'ADMIN_USER_PASSWORD_AUTH':
      if (caller === 'public') {
        throw refusals.invalidParameter('Initiate Auth method not supported.');
      }
      return signInWithPassword(context, request);
    case 'USER_PASSWORD_AUTH':
      return signInWithPassword(context, request);
    case 'REFRESH_TOKEN':
    case 'REFRESH_TOKEN_AUTH':
      return refresh(context, request);
    case 'CUSTOM_AUTH':
    case 'USER_AUTH':
    case 'USER_SRP_AUTH':
      requireAllowedFlow(request);
      throw refusals.notImplemented(`the ${flow} flow`);
  }
}

async function signInWithPassword(context: OperationContext, request: AuthRequest): Promise<AuthOutcome> {
  requireAllowedFlow(request);
  const { pool, client, flow, parameters } = request;
  const username = requireParameter(parameters, 'USERNAME');
  const password = requireParameter(parameters, 'PASSWORD');
  requireSecretHash(client, username, parameters['SECRET_HASH']);
  const user = await checkPassword(context, { pool, client, username, password });
  return afterFirstFactor(context, { pool, client, user, flow });
}

async function refresh(context: OperationContext, request: AuthRequest): Promise<AuthOutcome> {
  const { client, parameters } = request;
  if (rotatesRefreshTokens(client)) {
    throw refusals.invalidRefreshToken();
  }
  requireAllowedFlow(request);
  const { user, signIn } = requireRefreshToken(
    context,
    client,
    requireParameter(parameters, 'REFRESH_TOKEN'),
  );
  requireSecretHash(client, user.username, parameters['SECRET_HASH']);
  const AuthenticationResult = await context.tokens.continueSignIn(user, client, signIn);
  return { ChallengeParameters: {}, AuthenticationResult };
}

function requireAllowedFlow({ client, flow, caller }: AuthRequest): void {
  const allowed = client.settings.ExplicitAuthFlows ?? [];
  const isLegacyClient = allowed.every((name) => !name.startsWith('ALLOW_'));
  const isRefresh = flow === 'REFRESH_TOKEN' || flow === 'REFRESH_TOKEN_AUTH';
  if (ALLOWING_SETTINGS[flow].some((name) => allowed.includes(name)) || (isLegacyClient && isRefresh)) {
    return;
  }
  throw refusals.invalidParameter(
    caller === 'admin' ? 'Auth flow not enabled for this client' : `${flow} flow not enabled for this client`,
  );
}

function requireParameter(parameters: Readonly<Record<string, string>>, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === '') {
    throw refusals.missingParameter(name);
  }
  return value;
}
