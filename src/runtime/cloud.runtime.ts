import type { AwsConnection } from '../aws/aws-connection.js';
import type { CloudTarget, Settings } from '../config/settings.js';
import type { Runtime } from './runtime.js';

/** AWS, or whatever the endpoints in the environment name. */
export function cloudRuntime(settings: Settings, target: CloudTarget): Runtime {
  const { cognitoEndpoint, dynamodbEndpoint, sesEndpoint, userPoolId, clientId, clientSecret } = target;
  const connection: AwsConnection = {
    region: settings.region,
    cognito: cognitoEndpoint === undefined ? {} : { endpoint: cognitoEndpoint },
    dynamodb: dynamodbEndpoint === undefined ? {} : { endpoint: dynamodbEndpoint },
    ses: sesEndpoint === undefined ? {} : { endpoint: sesEndpoint },
    userPool: { userPoolId, clientId, ...(clientSecret !== undefined && { clientSecret }) },
    issuer: target.issuer,
    jwksUri: target.jwksUri,
    tablePrefix: settings.tablePrefix,
  };
  return {
    settings,
    connection,
    notes: [],
    listening: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
