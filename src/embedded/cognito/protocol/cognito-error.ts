import type * as Sdk from '@aws-sdk/client-cognito-identity-provider';

/** Refusals that every AWS service shares, beside the ones that Cognito models itself. */
type GenericException =
  | 'IncompleteSignatureException'
  | 'InvalidSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'NotImplementedException'
  | 'SerializationException'
  | 'UnknownOperationException';

export type ExceptionName = Extract<keyof typeof Sdk, `${string}Exception`> | GenericException;

/** A refusal as the wire knows it: its name is the `__type` that clients branch on. */
export class CognitoError extends Error {
  constructor(
    readonly exception: ExceptionName,
    message: string,
  ) {
    super(message);
    this.name = exception;
  }

  get status(): 400 | 500 {
    return this.exception === 'InternalErrorException' ? 500 : 400;
  }
}
