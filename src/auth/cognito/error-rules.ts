/** A reading of an exception's message where Cognito uses one name for several things. */
type MessageRule<T extends string> = (message: string) => T | undefined;

/** Refused because client and service disagree on the client's secret: a mistake of ours, never of the person. */
const SECRET_PROBLEM = /secret/i;

/** Cognito's own check of a parameter's form, e.g. of a session that is too short to be one. */
const MALFORMED = /failed to satisfy constraint|validation error/i;

/** The same of a password that somebody chose: its length or its blanks. */
export const MALFORMED_PASSWORD = /at '(new_?|proposed)?password' failed/i;

/** `NotAuthorizedException` and its like mean `refusal` unless the message shows a mistake of ours. */
export function notAuthorized<T extends string>(refusal: T): MessageRule<T> {
  return (message) => (SECRET_PROBLEM.test(message) ? undefined : refusal);
}

/** `InvalidParameterException` means `refusal` where the form of what a person sent is what Cognito refuses. */
export function malformed<T extends string>(refusal: T): MessageRule<T> {
  return (message) => (MALFORMED.test(message) ? refusal : undefined);
}

/**
 * A Lambda function of the pool has failed, was not to be had, or gave no answer that Cognito takes. Where it runs after the
 * operation has done its work (CustomMessage, PostConfirmation), that work stands.
 */
export function triggerFailures<T extends string>(outcome: T): Readonly<Record<TriggerFailure, T>> {
  return {
    InvalidLambdaResponseException: outcome,
    UnexpectedLambdaException: outcome,
    UserLambdaValidationException: outcome,
  };
}

type TriggerFailure =
  'InvalidLambdaResponseException' | 'UnexpectedLambdaException' | 'UserLambdaValidationException';
