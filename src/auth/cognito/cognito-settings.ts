import type { UserPoolConnection } from '../../aws/aws-connection.js';
import type { UpstreamLimits } from '../../aws/upstream-limits.js';

/**
 * How passwords travel: signed by the service's own IAM identity, which also lets it report the visitor's address, or
 * through the public operation that older pools are set up for.
 */
export type CognitoAuthFlowName = 'ADMIN_USER_PASSWORD_AUTH' | 'USER_PASSWORD_AUTH';

/** What the identity provider needs to know of its pool and app client. */
export interface CognitoSettings {
  readonly userPool: UserPoolConnection;
  readonly authFlow: CognitoAuthFlowName;
  /** Told to people whose password is too short; the pool's policy decides. */
  readonly minimumPasswordLength?: number;
  /** Address of the hosted pages; absent where there are none. */
  readonly hostedPages?: string;
  /** Of the calls to the hosted pages, which are made without the SDK. */
  readonly hostedLimits?: Partial<UpstreamLimits>;
}
