import type { JsonObject } from '../protocol/input-shape.js';

export type TriggerName = 'CustomMessage' | 'PostConfirmation' | 'PreSignUp';

/** What Cognito invokes a Lambda trigger with; the function answers it with the response filled in. */
export interface TriggerEvent {
  readonly version: '1';
  readonly triggerSource: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly request: JsonObject;
  readonly response: JsonObject;
}

/** Runs a Lambda function; undefined where there is none of this ARN. A failure of the function is thrown. */
export type InvokeFunction = (functionArn: string, event: TriggerEvent) => Promise<unknown> | undefined;

/** On whose behalf an operation runs. */
export interface TriggerCaller {
  /** Absent for operations of administrators. */
  readonly clientId?: string;
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}
