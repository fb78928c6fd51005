/** What servers that stand in for AWS answer to an operation they lack, and AWS to one that the region or the pool's tier lacks. */
const NOT_OFFERED = new Set([
  'FeatureUnavailableInTierException',
  'NotImplemented',
  'NotImplementedException',
  'OperationNotEnabledException',
  'UnknownOperationException',
  'UnsupportedOperationException',
  'UserPoolAddOnNotEnabledException',
]);

export const NOT_OFFERED_ANSWER = Symbol('not offered');

export function isNotOffered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return NOT_OFFERED.has(error.name) || $metadata?.httpStatusCode === 501;
}

/** The answer of a call, or `NOT_OFFERED_ANSWER` where the server lacks the operation. */
export async function whereOffered<T>(call: Promise<T>): Promise<T | typeof NOT_OFFERED_ANSWER> {
  try {
    return await call;
  } catch (error) {
    if (isNotOffered(error)) return NOT_OFFERED_ANSWER;
    throw error;
  }
}
