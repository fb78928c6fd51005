import '../../test/support/node-errors.js';
import {
  AdminGetUserCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { StubCognito } from '../../test/support/stub-cognito.js';
import { createCognitoClient } from './cognito-client.js';
import { UpstreamObserver } from './upstream-observer.js';

const SIGN_UP = { ClientId: 'client1', Username: 'tom@example.com', Password: 'secret' };

class Records extends UpstreamObserver {
  readonly lines: string[] = [];

  record(service: string, operation: string, outcome: string): void {
    this.lines.push(`${service} ${operation} ${outcome}`);
  }
}

describe('createCognitoClient', () => {
  let stub: StubCognito;
  let records: Records;

  beforeAll(async () => {
    stub = await StubCognito.start();
  });

  beforeEach(() => {
    stub.reset();
    records = new Records();
  });

  afterAll(() => stub.close());

  const client = () =>
    createCognitoClient(
      {
        region: 'us-east-1',
        cognito: { endpoint: stub.endpoint, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
      },
      records,
      { connect: 200, request: 300 },
    );

  it('signs what belongs to the service and nothing else', async () => {
    stub.on('AdminGetUser', { body: { Username: 'user-1' } });
    stub.on('InitiateAuth', { body: {} });
    const cognito = client();
    await cognito.send(new AdminGetUserCommand({ UserPoolId: 'pool_1', Username: 'user-1' }));
    await cognito.send(new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: 'client1' }));
    expect(stub.calls.map(({ operation, signed }) => [operation, signed])).toEqual([
      ['AdminGetUser', true],
      ['InitiateAuth', false],
    ]);
    expect(records.lines).toEqual(['cognito AdminGetUser ok', 'cognito InitiateAuth ok']);
  });

  it.each([
    { error: 'TooManyRequestsException', name: 'TooManyRequestsException' },
    { error: 'InternalErrorException', status: 500, name: 'InternalErrorException' },
  ])('sends a call once although it failed with $name', async ({ name, ...reply }) => {
    stub.on('SignUp', reply);
    await expect(client().send(new SignUpCommand(SIGN_UP))).rejects.toMatchObject({ name });
    expect(stub.operations()).toEqual(['SignUp']);
    expect(records.lines).toEqual(['cognito SignUp failed']);
  });

  it.each(['hang', 'hang-in-body', 'reset'] as const)(
    'ends a call soon when the server does: %s',
    async (how) => {
      stub.on('SignUp', how);
      const startedAt = performance.now();
      await expect(client().send(new SignUpCommand(SIGN_UP))).rejects.toMatchObject({ name: 'TimeoutError' });
      // A server that hangs would be waited for until the test is over.
      expect(performance.now() - startedAt).toBeLessThan(20_000);
      expect(stub.operations()).toEqual(['SignUp']);
      expect(records.lines).toEqual(['cognito SignUp failed']);
    },
  );
});
