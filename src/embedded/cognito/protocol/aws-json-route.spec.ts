import { request } from 'node:http';
import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

const SCOPE = '20260101/us-east-1/cognito-idp/aws4_request';
const SIGNED = {
  authorization: `AWS4-HMAC-SHA256 Credential=local/${SCOPE}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
  'x-amz-date': '20260101T000000Z',
};

interface Answer {
  status: number;
  headers: Headers;
  body: { __type?: string; message?: string };
}

describe('the AWS JSON protocol', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  const call = async (
    operation: string,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(cognito.server.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
        ...headers,
      },
      body,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Answer['body'],
    };
  };

  it('encodes a refusal in the body and in headers', async () => {
    const answer = await call('SignUp', JSON.stringify({ ClientId: 'unknown', Username: 'a@example.com' }));
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      __type: 'ResourceNotFoundException',
      message: 'User pool client ID does not exist.',
    });
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(answer.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException:');
    expect(answer.headers.get('x-amzn-errormessage')).toBe('User pool client ID does not exist.');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('reports every broken constraint in one refusal', async () => {
    const answer = await call('SignUp', JSON.stringify({ ClientId: 'no!', UserAttributes: [{}] }));
    expect(answer.body).toEqual({
      __type: 'InvalidParameterException',
      message:
        "3 validation errors detected: Value 'no!' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+; " +
        "Value null at 'username' failed to satisfy constraint: Member must not be null; " +
        "Value null at 'userAttributes.1.member.name' failed to satisfy constraint: Member must not be null",
    });
  });

  it.each([
    ['not JSON', '{', 'SerializationException'],
    ['no object', '[]', 'SerializationException'],
    ['a number for a text', '{"ClientId":1}', 'SerializationException'],
    ['a text for a list', '{"UserAttributes":"x"}', 'SerializationException'],
    ['an inherited name', '{"__proto__":{"ClientId":"x"}}', 'InvalidParameterException'],
  ])('refuses %s', async (_, body, type) => {
    const answer = await call('SignUp', body);
    expect(answer.status).toBe(400);
    expect(answer.body.__type).toBe(type);
  });

  it('refuses a signed operation without a signature, or with a malformed one', async () => {
    const body = JSON.stringify({ UserPoolId: cognito.poolId });
    const call_ = (headers: Record<string, string>) => call('DescribeUserPool', body, headers);
    expect((await call_({})).body.__type).toBe('MissingAuthenticationTokenException');
    expect((await call_({ authorization: 'Bearer x' })).body.__type).toBe('IncompleteSignatureException');
    const { authorization } = SIGNED;
    expect((await call_({ authorization })).body.__type).toBe('IncompleteSignatureException');
    const otherService = authorization.replace('cognito-idp', 'dynamodb');
    expect((await call_({ ...SIGNED, authorization: otherService })).body.__type).toBe(
      'InvalidSignatureException',
    );
    expect((await call_(SIGNED)).status).toBe(200);
  });

  it('tells an operation that does not exist from one that is not built', async () => {
    expect((await call('MakeCoffee', '{}')).body.__type).toBe('UnknownOperationException');
    expect((await call('toString', '{}')).body.__type).toBe('UnknownOperationException');
    const answer = await call('ListDevices', '{}');
    expect(answer.body).toEqual({
      __type: 'NotImplementedException',
      message: 'The embedded Cognito server does not support ListDevices.',
    });
    expect(cognito.lines).toContain(answer.body.message);
    expect((await call('DescribeRiskConfiguration', '{}')).body.__type).toBe(
      'MissingAuthenticationTokenException',
    );
  });

  it('answers an operation without output with an empty body', async () => {
    const group = { UserPoolId: cognito.poolId, GroupName: 'admin' };
    await cognito.sdk.createGroup(group);
    const Username = await cognito.signUp('ann@example.com');
    const answer = await call('AdminAddUserToGroup', JSON.stringify({ ...group, Username }), SIGNED);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe('0');
  });

  it('takes its own content type alone, so that no web page can post to it', async () => {
    const plain = await call('SignUp', '{}', { 'content-type': 'text/plain' });
    expect(plain.status).toBe(415);
    const preflight = await fetch(cognito.server.endpoint, {
      method: 'OPTIONS',
      headers: { origin: 'https://example.com', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.has('access-control-allow-origin')).toBe(false);
  });

  it.each([
    ['127.0.0.1', 200],
    ['localhost', 200],
    ['[::1]', 200],
    ['rebound.example.com', 403],
    ['127.0.0.1.example.com', 403],
  ])('answers %s with %i', async (name, expected) => {
    const { port } = cognito.server;
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `${name}:${port}` };
      request({ port, path: '/outbox.json', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(expected);
  });
});
