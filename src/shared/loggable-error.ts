/** What may be written to the log of an error. */
export interface LoggableError {
  [detail: string]: unknown;
  type: string;
  /** Empty where it could quote the request. */
  message: string;
  stack: string;
}

const DEPTH = 4;

/**
 * An error without what it may repeat of the request: AWS quotes the refused value in its messages («Value '…' at
 * 'password' failed …»), so of an AWS error only the name, the request id and the frames are kept.
 */
export function loggableError(error: unknown, depth = DEPTH): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const cause = error.cause === undefined || depth === 0 ? undefined : loggableError(error.cause, depth - 1);
  return {
    type: error.name,
    message: metadata === undefined ? error.message : '',
    ...awsRequestId(metadata),
    stack: framesOf(error),
    ...(cause && { cause }),
  };
}

/** Without the message that stands in front of them: a line of it can look like a frame. */
function framesOf({ stack = '', message }: Error): string {
  const start = stack.includes(message) ? stack.indexOf(message) + message.length : 0;
  const lines = stack.slice(start).split('\n');
  return lines
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n');
}

function awsRequestId(metadata: unknown): { awsRequestId?: string } {
  const id: unknown =
    typeof metadata === 'object' && metadata !== null && 'requestId' in metadata
      ? metadata.requestId
      : undefined;
  return typeof id === 'string' ? { awsRequestId: id } : {};
}
