import { CognitoError } from '../protocol/cognito-error.js';
import type { JsonObject } from '../protocol/input-shape.js';
import type { PoolRecord } from '../store/records.js';
import type { InvokeFunction, TriggerCaller, TriggerEvent, TriggerName } from './trigger-event.js';

const MAX_TRIES = 3;
const TIMEOUT_MS = 5_000;

/** What Cognito calls the client of an administrator's call. */
const NO_CLIENT = 'CLIENT_ID_NOT_APPLICABLE';

export interface Invocation {
  /** Behind the name of the trigger, e.g. `SignUp`. */
  readonly source: string;
  readonly userName: string;
  readonly caller: TriggerCaller;
  readonly request: JsonObject;
  readonly response: JsonObject;
}

interface RunnerOptions {
  readonly region: string;
  /** Absent where there are no functions. */
  readonly invoke: InvokeFunction | undefined;
  readonly timeoutMs: number | undefined;
}

/** Invokes the functions that a pool names in its LambdaConfig. */
export class TriggerRunner {
  readonly #options: RunnerOptions;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** The response of the pool's function, or undefined where it has none. A function that gives no answer in time is tried again. */
  async run(pool: PoolRecord, name: TriggerName, invocation: Invocation): Promise<JsonObject | undefined> {
    const functionArn = pool.settings.LambdaConfig?.[name];
    if (functionArn === undefined) {
      return undefined;
    }
    const event = this.#eventOf(pool, name, invocation);
    for (let tries = 1; ; tries += 1) {
      const result = await this.#invoke(name, functionArn, event);
      if (result !== 'late') {
        return responseOf(result.answer);
      }
      if (tries === MAX_TRIES) {
        throw invocationFailed(name, 'Socket timeout while invoking Lambda function');
      }
    }
  }

  #eventOf(pool: PoolRecord, name: TriggerName, invocation: Invocation): TriggerEvent {
    const { source, userName, caller, request, response } = invocation;
    const { clientId = NO_CLIENT, clientMetadata } = caller;
    return {
      version: '1',
      triggerSource: `${name}_${source}`,
      region: this.#options.region,
      userPoolId: pool.id,
      userName,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
      request: { ...request, ...(clientMetadata !== undefined && { clientMetadata }) },
      response,
    };
  }

  /** The event and the answer are copies, as if they had gone over a wire. */
  async #invoke(
    name: TriggerName,
    functionArn: string,
    event: TriggerEvent,
  ): Promise<'late' | { readonly answer: unknown }> {
    const running = this.#start(name, functionArn, structuredClone(event));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => {
        resolve('late');
      }, this.#options.timeoutMs ?? TIMEOUT_MS);
    });
    try {
      return await Promise.race([running, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #start(
    name: TriggerName,
    functionArn: string,
    event: TriggerEvent,
  ): Promise<{ readonly answer: unknown }> {
    const running = this.#options.invoke?.(functionArn, event);
    if (running === undefined) {
      throw invocationFailed(name, 'ResourceNotFoundException');
    }
    try {
      return { answer: toWire(await running) };
    } catch (error) {
      const message = error instanceof Error ? error.message : 'null';
      throw new CognitoError('UserLambdaValidationException', `${name} failed with error ${message}.`);
    }
  }
}

/** What could not be JSON is no answer. */
function toWire(answer: unknown): unknown {
  return answer === undefined ? undefined : (JSON.parse(JSON.stringify(answer)) as unknown);
}

function invocationFailed(name: TriggerName, reason: string): CognitoError {
  return new CognitoError('UnexpectedLambdaException', `${name} invocation failed due to error ${reason}.`);
}

function responseOf(answer: unknown): JsonObject {
  const { response } = isObject(answer) ? answer : {};
  if (!isObject(response)) {
    throw unrecognizable();
  }
  return response;
}

export function unrecognizable(): CognitoError {
  return new CognitoError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
