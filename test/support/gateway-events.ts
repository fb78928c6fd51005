/** Events in the shapes that AWS documents for the two kinds of API Gateway. */
export interface GatewayRequest {
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly base64?: boolean;
  readonly sourceIp?: string;
}

export type MakeEvent = (request: GatewayRequest) => object;

const HOST = 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com';
const SOURCE_IP = '203.0.113.7';

/**
 * HTTP API, payload format 2.0:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpApiEvent(request: GatewayRequest): object {
  const { method = 'GET', path, query = '', cookies, sourceIp = SOURCE_IP } = request;
  const parameters = Object.fromEntries(new URLSearchParams(query));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: decodeURIComponent(path),
    rawQueryString: query,
    ...(cookies !== undefined && { cookies }),
    headers: lowerCase({ ...gatewayHeaders(sourceIp), ...contentType(request), ...request.headers }),
    ...(query !== '' && { queryStringParameters: parameters }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      domainName: HOST,
      domainPrefix: 'a1b2c3d4e5',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: 'tests/1.0' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '21/Nov/2026:10:00:00 +0000',
      timeEpoch: 1795255200000,
    },
    ...bodyOf(request, {}),
  };
}

/**
 * REST API, proxy integration:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function restApiEvent(request: GatewayRequest): object {
  const { method = 'GET', path, query = '', cookies, sourceIp = SOURCE_IP } = request;
  const headers: Record<string, string> = {
    ...gatewayHeaders(sourceIp),
    ...contentType(request),
    ...(cookies !== undefined && { Cookie: cookies.join('; ') }),
    ...request.headers,
  };
  const parameters = new URLSearchParams(query);
  const names = [...new Set(parameters.keys())];
  const lists = Object.fromEntries(names.map((name) => [name, parameters.getAll(name)]));
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: query === '' ? null : Object.fromEntries(parameters),
    multiValueQueryStringParameters: query === '' ? null : lists,
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      domainName: HOST,
      domainPrefix: 'a1b2c3d4e5',
      extendedRequestId: 'JKJaXmPLvHcESHA=',
      httpMethod: method,
      identity: { accessKey: null, cognitoIdentityId: null, sourceIp, user: null, userAgent: 'tests/1.0' },
      path: `/prod${path}`,
      protocol: 'HTTP/1.1',
      requestId: '4d0a1d5a-7c1c-4f8e-9b1a-6a2b1c0d9e8f',
      requestTime: '21/Nov/2026:10:00:00 +0000',
      requestTimeEpoch: 1795255200000,
      resourceId: 'abc123',
      resourcePath: '/{proxy+}',
      stage: 'prod',
    },
    ...bodyOf(request, { body: null }),
  };
}

function gatewayHeaders(sourceIp: string): Record<string, string> {
  return {
    Host: HOST,
    'User-Agent': 'tests/1.0',
    'X-Amzn-Trace-Id': 'Root=1-5fff599f-6fca6ee66e37fe5e518eb45b',
    'X-Forwarded-For': sourceIp,
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
  };
}

function contentType({ body }: GatewayRequest): Record<string, string> {
  return typeof body === 'object' ? { 'Content-Type': 'application/json' } : {};
}

function bodyOf({ body, base64 = false }: GatewayRequest, none: object): object {
  if (body === undefined) return { ...none, isBase64Encoded: false };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { body: base64 ? Buffer.from(text).toString('base64') : text, isBase64Encoded: base64 };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
