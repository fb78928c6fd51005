import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { toAppError } from './upstream-error.js';

/** The answer of a call, its failure translated. */
export async function answerOf<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw toAppError(error);
  }
}

/** The answer of a conditional write, or null where its condition did not hold. */
export async function answerIfAllowed<Answer>(call: Promise<Answer>): Promise<Answer | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw toAppError(error);
  }
}
