import { AwsConnection, type ServiceEndpoint } from '../../src/aws/aws-connection.js';

/** Reaches a DynamoDB on loopback, or without an endpoint the one that the AWS variables name. */
export class TestConnection extends AwsConnection {
  readonly region = process.env['AWS_REGION'] ?? 'us-east-1';
  readonly cognito: ServiceEndpoint = {};
  readonly dynamodb: ServiceEndpoint;
  readonly ses: ServiceEndpoint = {};
  readonly userPool = { userPoolId: 'us-east-1_none', clientId: 'none' };
  readonly issuer = 'https://issuer.invalid';
  readonly jwksUri = 'https://issuer.invalid/jwks.json';

  constructor(
    readonly tablePrefix: string,
    endpoint?: string,
  ) {
    super();
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    this.dynamodb = endpoint === undefined ? {} : { endpoint, credentials };
  }
}
