/** How to reach one AWS service. Without an endpoint the SDK's own rules (region, environment) decide. */
export interface ServiceEndpoint {
  readonly endpoint?: string;
  /** Only set in embedded mode; on AWS the SDK's credential chain finds them. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The user pool and app client that the service signs people in with. */
export interface UserPoolConnection {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly clientSecret?: string;
}

/**
 * Everything that differs between AWS and the embedded servers. A runtime makes it; adapters use it and cannot tell
 * which one they got.
 */
export abstract class AwsConnection {
  abstract readonly region: string;
  abstract readonly cognito: ServiceEndpoint;
  abstract readonly dynamodb: ServiceEndpoint;
  abstract readonly ses: ServiceEndpoint;
  abstract readonly userPool: UserPoolConnection;
  /** `iss` of the pool's tokens. */
  abstract readonly issuer: string;
  /** Where the pool's public keys are; `http:` only on loopback. */
  abstract readonly jwksUri: string;
  abstract readonly tablePrefix: string;
}
