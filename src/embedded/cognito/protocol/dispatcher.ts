import { OPERATIONS } from '../operations/operation-table.js';
import { CognitoError } from './cognito-error.js';
import type { JsonObject } from './input-shape.js';
import { isOperationName, OPERATION_SIGNATURES, type OperationName } from './operation-names.js';
import type { OperationContext } from './operation-context.js';
import { refusals } from './refusals.js';
import { requireSigV4 } from './sigv4-header.js';

const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';

export interface WireRequest {
  readonly target: string | undefined;
  readonly authorization: string | undefined;
  readonly date: string | undefined;
  readonly body: string;
}

/** Finds the operation a request names, checks its signature, and runs it as one durable step. */
export async function dispatch(request: WireRequest, context: OperationContext): Promise<object | undefined> {
  const name = operationName(request.target);
  if (OPERATION_SIGNATURES[name] === 'signed') {
    const { authorization, date } = request;
    requireSigV4({ authorization, date, service: 'cognito-idp' });
  }
  const operation = OPERATIONS.get(name);
  if (operation === undefined) {
    throw refusals.notImplemented(name);
  }
  const input = parseBody(request.body);
  return context.store.run(() => {
    context.housekeeping.sweepIfDue();
    return operation.run(input, context);
  });
}

function operationName(target: string | undefined): OperationName {
  const name = target?.startsWith(TARGET_PREFIX) === true ? target.slice(TARGET_PREFIX.length) : '';
  if (!isOperationName(name)) {
    throw new CognitoError('UnknownOperationException', `Unknown operation: ${target ?? 'none'}`);
  }
  return name;
}

function parseBody(body: string): JsonObject {
  const parsed = parseJson(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new CognitoError('SerializationException', 'The body must be a JSON object.');
  }
  return parsed as JsonObject;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new CognitoError('SerializationException', 'The body is not valid JSON.');
  }
}
