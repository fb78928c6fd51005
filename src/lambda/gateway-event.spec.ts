import { type GatewayEvent, type HttpEvent, normalized, type RestEvent } from './gateway-event.js';

const CONTEXT = { awsRequestId: '8f5bb5b4-39e5-4a59-9a5e-7e0f5c5f6a01' };

const http = (changes: Partial<HttpEvent> = {}): HttpEvent => ({
  version: '2.0',
  rawPath: '/api/v1/auth/policy',
  rawQueryString: '',
  headers: {},
  requestContext: { http: { method: 'GET', sourceIp: '203.0.113.7' } },
  isBase64Encoded: false,
  ...changes,
});

const rest = (changes: Partial<RestEvent> = {}): RestEvent => ({
  httpMethod: 'GET',
  path: '/api/v1/auth/policy',
  headers: null,
  multiValueHeaders: null,
  requestContext: { identity: { sourceIp: '203.0.113.7' } },
  isBase64Encoded: false,
  ...changes,
});

const targetOf = (event: GatewayEvent) => normalized(event, CONTEXT);

describe('normalized', () => {
  it('keeps the query of an HTTP API as it was sent, commas and repeats included', () => {
    expect(targetOf(http({ rawQueryString: 'state=a,b&x=%20&x=2' }))).toMatchObject({
      httpMethod: 'GET',
      path: '/api/v1/auth/policy?state=a,b&x=%20&x=2',
    });
  });

  it.each([
    ['/admin/groups/night shift', '/admin/groups/night%20shift'],
    ['/admin/groups/a?admin=1#x', '/admin/groups/a%3Fadmin=1%23x'],
    ['/admin/groups/50%', '/admin/groups/50%25'],
    ['/admin/groups/a%2Fb', '/admin/groups/a%252Fb'],
    ['/half a letter \ud83d', '/half%20a%20letter%20%EF%BF%BD'],
  ])('encodes again what an HTTP API has decoded: %s', (rawPath, path) => {
    expect(targetOf(http({ rawPath })).path).toBe(path);
  });

  it('keeps every value of a REST API, and its path as it is', () => {
    const event = rest({
      path: '/admin/groups/a%2Fb',
      headers: { 'X-Two': 'second', Host: 'api.example.com' },
      multiValueHeaders: { 'X-Two': ['first', 'second'], Host: ['api.example.com'] },
      queryStringParameters: { limit: '2', 'a b': '&' },
      multiValueQueryStringParameters: { limit: ['1', '2'], 'a b': ['&'] },
    });
    expect(targetOf(event)).toMatchObject({
      path: '/admin/groups/a%2Fb?limit=1&limit=2&a+b=%26',
      headers: { 'x-two': ['first', 'second'], host: 'api.example.com' },
    });
  });

  it('finds names that differ in nothing but upper and lower case', () => {
    const multiValueHeaders = { Authorization: ['Bearer one'], authorization: ['Bearer two'] };
    expect(targetOf(rest({ multiValueHeaders })).headers).toMatchObject({
      authorization: ['Bearer one', 'Bearer two'],
    });
  });

  it('takes plain values where there are no lists', () => {
    const event = rest({ headers: { Accept: '*/*' }, queryStringParameters: { limit: '1' } });
    expect(targetOf(event)).toMatchObject({
      path: '/api/v1/auth/policy?limit=1',
      headers: { accept: '*/*' },
    });
  });

  it('names the invocation as the request id, but for a caller who has one', () => {
    expect(targetOf(http()).headers).toMatchObject({ 'x-request-id': CONTEXT.awsRequestId });
    expect(targetOf(rest({ headers: { 'X-Request-Id': 'mine' } })).headers).toMatchObject({
      'x-request-id': 'mine',
    });
  });

  it.each([
    ['a test event of the console', { key1: 'value1' }],
    ['a queue', { Records: [] }],
    ['no address of a caller', { ...http(), requestContext: { http: { method: 'GET' } } }],
    ['an empty address', rest({ requestContext: { identity: { sourceIp: '' } } })],
  ])('refuses %s', (_what, event) => {
    expect(() => targetOf(event as unknown as GatewayEvent)).toThrow('none of API Gateway');
  });
});
