import type { Settings } from '../config/settings.js';

/** What one AWS service may take of this process. Times are in milliseconds. */
export interface UpstreamLimits {
  /** Until a socket is connected, the wait for a free one included. */
  readonly connect: number;
  /** Until the answer's headers are there, and from then on until its body is. */
  readonly request: number;
  /** Calls on their way at the same time. */
  readonly concurrent: number;
  /** Calls that may wait for their turn beyond those, and how long. */
  readonly queued: number;
  readonly queueWait: number;
  /** So many failures within ten seconds, half of all calls or more, stop further calls for a while. */
  readonly breakAfter: number;
}

const SHARED = { connect: 1_000, queueWait: 1_000, breakAfter: 20 };

export const COGNITO_LIMITS: UpstreamLimits = { ...SHARED, request: 5_000, concurrent: 50, queued: 200 };
export const DYNAMODB_LIMITS: UpstreamLimits = { ...SHARED, request: 3_000, concurrent: 100, queued: 1_000 };
/** The token endpoint of the hosted pages, which has quotas of its own. */
export const HOSTED_LIMITS: UpstreamLimits = { ...SHARED, request: 5_000, concurrent: 20, queued: 100 };
export const SES_LIMITS: UpstreamLimits = { ...SHARED, request: 5_000, concurrent: 10, queued: 100 };

/** What the settings say of Cognito. */
export function cognitoLimits(settings: Settings): Partial<UpstreamLimits> {
  return { request: settings.cognitoTimeoutMs, breakAfter: settings.upstreamBreakAfter };
}

/** What the settings say of DynamoDB. */
export function dynamodbLimits(settings: Settings): Partial<UpstreamLimits> {
  return { request: settings.dynamodbTimeoutMs, breakAfter: settings.upstreamBreakAfter };
}
