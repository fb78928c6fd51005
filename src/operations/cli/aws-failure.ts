/** An error of the AWS SDK in words for an operator; undefined where it is none. */
export function awsFailureText(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'CredentialsProviderError') {
    return 'No AWS credentials were found. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with the AWS CLI.';
  }
  const code = 'code' in error ? String(error.code) : '';
  if (
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'].includes(code) ||
    error.name === 'TimeoutError'
  ) {
    return `AWS cannot be reached (${code || error.name}). Check AWS_REGION, the endpoints and the network.`;
  }
  if (!('$metadata' in error)) return undefined;
  const { requestId } = error.$metadata as { readonly requestId?: string };
  const request = requestId === undefined ? '' : ` (request ${requestId})`;
  return `AWS refused: ${error.name}${saying(error)}${request}`;
}

/** The messages of other refusals may repeat what was sent, secrets included. */
function saying({ name, message }: Error): string {
  const isSafe =
    /AccessDenied|NotAuthorized|LimitExceeded|UnrecognizedClient|ExpiredToken|TooManyRequests/.test(name);
  return isSafe && message !== '' ? `: ${message}` : '';
}
