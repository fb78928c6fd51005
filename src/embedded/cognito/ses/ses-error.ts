import { CognitoError } from '../protocol/cognito-error.js';

type SesException =
  'BadRequestException' | 'InternalServiceErrorException' | 'MessageRejected' | 'NotFoundException';

const STATUSES: Readonly<Record<SesException, number>> = {
  BadRequestException: 400,
  InternalServiceErrorException: 500,
  MessageRejected: 400,
  NotFoundException: 404,
};

/** A refusal in the shape of AWS's REST protocol: its name travels in a header, beside an HTTP status. */
export class SesError extends Error {
  private constructor(
    readonly exception: string,
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = exception;
  }

  static of(exception: SesException, message: string): SesError {
    return new SesError(exception, STATUSES[exception], message);
  }

  /** A body that cannot be read is the caller's fault; a broken signature answers 403 as every AWS REST service does. */
  static from(error: unknown): SesError {
    if (error instanceof SesError) {
      return error;
    }
    if (error instanceof CognitoError) {
      const { exception, message } = error;
      switch (exception) {
        case 'InvalidParameterException':
          return SesError.of('BadRequestException', message);
        case 'SerializationException':
          return new SesError(exception, 400, message);
        default:
          return new SesError(exception, 403, message);
      }
    }
    const status = statusOf(error);
    return status >= 400 && status < 500
      ? new SesError('SerializationException', status, 'The body cannot be read.')
      : SesError.of('InternalServiceErrorException', 'Internal error');
  }
}

function statusOf(error: unknown): number {
  const hasStatus = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
  return hasStatus ? Number(error.statusCode) : 500;
}
