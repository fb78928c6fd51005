import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { CognitoSettings } from '../../src/auth/cognito/cognito-settings.js';
import { createCognitoClient } from '../../src/aws/cognito-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import type { StubCognito, StubReply } from './stub-cognito.js';

export const CONFIDENTIAL: CognitoSettings = {
  userPool: { userPoolId: 'us-east-1_Pool', clientId: 'client1', clientSecret: 'a-client-secret' },
  authFlow: 'ADMIN_USER_PASSWORD_AUTH',
  minimumPasswordLength: 12,
};

export const PUBLIC: CognitoSettings = {
  userPool: { userPoolId: 'us-east-1_Pool', clientId: 'client1' },
  authFlow: 'USER_PASSWORD_AUTH',
};

/** The service's own client on a stub, with time-outs that a test can wait for. */
export function stubbedClient(stub: StubCognito): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const cognito = { endpoint: stub.endpoint, credentials };
  return createCognitoClient({ region: 'us-east-1', cognito }, new SilentObserver(), {
    connect: 200,
    request: 300,
  });
}

export function refusal(error: string, message = ''): StubReply {
  return { error, message };
}
