/** As API Gateway sends it for a proxy integration; what the service does not use is left out. */
export type GatewayEvent = RestEvent | HttpEvent;

type Values = Readonly<Record<string, string | undefined>> | null;
type Lists = Readonly<Record<string, readonly string[] | undefined>> | null;

interface Body {
  readonly body?: string | null;
  readonly isBase64Encoded: boolean;
}

/** REST API, or payload format 1.0 of an HTTP API. */
export interface RestEvent extends Body {
  readonly version?: '1.0';
  readonly httpMethod: string;
  readonly path: string;
  readonly headers: Values;
  readonly multiValueHeaders: Lists;
  readonly queryStringParameters?: Values;
  readonly multiValueQueryStringParameters?: Lists;
  readonly requestContext: { readonly identity: { readonly sourceIp: string } };
}

/** HTTP API, payload format 2.0. */
export interface HttpEvent extends Body {
  readonly version: '2.0';
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Values;
  readonly requestContext: { readonly http: { readonly method: string; readonly sourceIp: string } };
}

export interface LambdaContext {
  readonly awsRequestId: string;
}

/** What anybody with the right to invoke the function may send. */
interface Incomplete {
  readonly version?: string;
  readonly rawPath?: string;
  readonly path?: string;
  readonly httpMethod?: string;
  readonly requestContext?: {
    readonly http?: { readonly method?: string; readonly sourceIp?: string };
    readonly identity?: { readonly sourceIp?: string };
  };
}

/** Either kind of event in one form. */
export interface NormalizedEvent extends Body {
  readonly version?: '1.0' | '2.0';
  readonly httpMethod: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly cookies?: readonly string[];
  readonly requestContext: { readonly identity: { readonly sourceIp: string } };
}

type Target = Pick<NormalizedEvent, 'httpMethod' | 'path' | 'headers'> & { readonly sourceIp: string };

/**
 * The event in a form that loses nothing on its way into the server: the address as it was sent, header names in
 * lower case, every value of a repeated header, and an id of the request.
 */
export function normalized(event: GatewayEvent, { awsRequestId }: LambdaContext): NormalizedEvent {
  if (!isComplete(event)) {
    throw new Error('The event is none of API Gateway: neither a REST API nor an HTTP API sends such a one.');
  }
  const { httpMethod, path, headers, sourceIp } = isHttp(event) ? fromHttp(event) : fromRest(event);
  const { version, body = null, isBase64Encoded } = event;
  return {
    httpMethod,
    path,
    body,
    isBase64Encoded,
    // The id of the invocation leads from an answer to the log of Lambda and of API Gateway. No agent stays no agent.
    headers: { 'user-agent': '', 'x-request-id': awsRequestId, ...headers },
    requestContext: { identity: { sourceIp } },
    ...(version !== undefined && { version }),
    ...(isHttp(event) && event.cookies !== undefined && { cookies: event.cookies }),
  };
}

/** Without the caller's address everybody would be counted as one, so nothing is guessed. */
function isComplete(event: Incomplete): boolean {
  const { http, identity } = event.requestContext ?? {};
  const [path, method] =
    event.version === '2.0' ? [event.rawPath, http?.method] : [event.path, event.httpMethod];
  const sourceIp = event.version === '2.0' ? http?.sourceIp : identity?.sourceIp;
  return [path, method, sourceIp].every((part) => typeof part === 'string' && part !== '');
}

function isHttp(event: GatewayEvent): event is HttpEvent {
  return event.version === '2.0';
}

function fromHttp({ rawPath, rawQueryString, headers, requestContext }: HttpEvent): Target {
  const { method: httpMethod, sourceIp } = requestContext.http;
  const path = rawQueryString === '' ? encodedPath(rawPath) : `${encodedPath(rawPath)}?${rawQueryString}`;
  return { httpMethod, path, headers: byLowerCase(pairsOf(null, headers)), sourceIp };
}

/** An HTTP API decodes the path, so what has a meaning in an address is encoded again; half a character has none. */
function encodedPath(path: string): string {
  return encodeURI(path.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[?#]/g, encodeURIComponent);
}

function fromRest(event: RestEvent): Target {
  const query = new URLSearchParams(
    pairsOf(event.multiValueQueryStringParameters, event.queryStringParameters),
  );
  return {
    httpMethod: event.httpMethod,
    path: query.size === 0 ? event.path : `${event.path}?${query.toString()}`,
    headers: byLowerCase(pairsOf(event.multiValueHeaders, event.headers)),
    sourceIp: event.requestContext.identity.sourceIp,
  };
}

function byLowerCase(pairs: readonly Pair[]): NormalizedEvent['headers'] {
  const headers = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(headers);
}

type Pair = [name: string, value: string];

/** Each value by its name; the lists hold every value, the plain ones only the last. */
function pairsOf(lists: Lists | undefined, values: Values | undefined): Pair[] {
  if (lists !== undefined && lists !== null) {
    return Object.entries(lists).flatMap(([name, list = []]) => list.map((value): Pair => [name, value]));
  }
  return Object.entries(values ?? {}).map(([name, value = '']) => [name, value]);
}
