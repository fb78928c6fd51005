import type { OperationContext } from '../protocol/operation-context.js';
import type { ClientRecord, PoolRecord } from '../store/records.js';
import { repeatedParameter } from './request-parts.js';

/** What a client asks the hosted pages for, once it is seen to be allowed. */
export interface AuthorizeRequest {
  readonly pool: PoolRecord;
  readonly client: ClientRecord;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  readonly identityProvider: string | undefined;
  readonly loginHint: string;
  readonly prompts: readonly string[];
  /** The request as it came, to carry on from page to page. */
  readonly query: string;
}

export type AuthorizeReading =
  | { readonly kind: 'request'; readonly request: AuthorizeRequest }
  /** The address to redirect to is in doubt, so the person is told instead. */
  | { readonly kind: 'error-page'; readonly error: string; readonly description: string }
  | { readonly kind: 'redirect'; readonly location: string };

type RedirectError =
  'invalid_request' | 'invalid_scope' | 'login_required' | 'server_error' | 'unauthorized_client';

const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

export function readAuthorizeRequest(context: OperationContext, query: URLSearchParams): AuthorizeReading {
  const repeated = repeatedParameter(query);
  if (repeated !== undefined) {
    return errorPage('invalid_request', `The parameter ${repeated} is given more than once.`);
  }
  const client = context.store.clients.get(query.get('client_id') ?? '');
  const pool = context.store.pools.get(client?.poolId ?? '');
  if (client === undefined || pool === undefined) {
    return errorPage('invalid_request', 'No app client has this client_id.');
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!(client.settings.CallbackURLs ?? []).includes(redirectUri)) {
    return errorPage('redirect_mismatch', 'The redirect_uri is not one of the callback URLs of this client.');
  }
  const request = makeRequest(pool, client, query);
  const problem = problemWith(request, query);
  return problem === undefined
    ? { kind: 'request', request }
    : { kind: 'redirect', location: errorLocation(request, ...problem) };
}

/** The way back to the client with what it asked for, or why it does not get it. */
export function errorLocation(
  { redirectUri, state }: Pick<AuthorizeRequest, 'redirectUri' | 'state'>,
  error: RedirectError,
  description?: string,
): string {
  return clientLocation(redirectUri, { error_description: description, state, error });
}

export function clientLocation(
  redirectUri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const location = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) location.searchParams.set(name, value);
  }
  return location.href;
}

/** Ways in that a client offers; passwords alone unless it says otherwise. */
export function offersProvider({ client }: Pick<AuthorizeRequest, 'client'>, name: string): boolean {
  return (client.settings.SupportedIdentityProviders ?? ['COGNITO']).includes(name);
}

function makeRequest(pool: PoolRecord, client: ClientRecord, query: URLSearchParams): AuthorizeRequest {
  const given = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  return {
    pool,
    client,
    redirectUri: query.get('redirect_uri') ?? '',
    state: query.get('state') ?? undefined,
    scopes: given.length > 0 ? [...new Set(given)] : (client.settings.AllowedOAuthScopes ?? []),
    codeChallenge: query.get('code_challenge') ?? undefined,
    nonce: query.get('nonce') ?? undefined,
    identityProvider: query.get('identity_provider') ?? undefined,
    loginHint: query.get('login_hint') ?? '',
    prompts: (query.get('prompt') ?? '').split(' ').filter((prompt) => prompt !== ''),
    query: query.toString(),
  };
}

function problemWith(
  request: AuthorizeRequest,
  query: URLSearchParams,
): [RedirectError, string?] | undefined {
  const { AllowedOAuthFlows = [], AllowedOAuthScopes = [], ...client } = request.client.settings;
  const responseType = query.get('response_type');
  if (responseType !== 'code' && responseType !== 'token') {
    return ['invalid_request', 'response_type must be code or token'];
  }
  const flow = responseType === 'code' ? 'code' : 'implicit';
  if (client.AllowedOAuthFlowsUserPoolClient !== true || !AllowedOAuthFlows.includes(flow)) {
    return ['unauthorized_client'];
  }
  if (flow === 'implicit') {
    return ['server_error', 'The embedded Cognito server does not support the implicit grant.'];
  }
  if (request.scopes.some((scope) => !AllowedOAuthScopes.includes(scope))) {
    return ['invalid_scope'];
  }
  const provider = request.identityProvider;
  if (provider !== undefined && !offersProvider(request, provider)) {
    return ['invalid_request', 'The identity provider is not enabled for this client.'];
  }
  return challengeProblem(request.codeChallenge, query.get('code_challenge_method'));
}

function challengeProblem(
  challenge: string | undefined,
  method: string | null,
): ['invalid_request', string] | undefined {
  if (challenge === undefined && method === null) {
    return undefined;
  }
  if (method !== 'S256') {
    return ['invalid_request', 'code_challenge_method must be S256'];
  }
  return CHALLENGE.test(challenge ?? '') ? undefined : ['invalid_request', 'code_challenge is malformed'];
}

function errorPage(error: string, description: string): AuthorizeReading {
  return { kind: 'error-page', error, description };
}
