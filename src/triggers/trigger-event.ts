/** A user's attributes as every trigger gets them: all are strings, booleans too. */
export type UserAttributes = Readonly<Record<string, string>>;

/** What Cognito invokes a Lambda trigger with, and what it wants back with the response filled in (developer guide, Lambda triggers). */
interface TriggerEvent<Source extends string, Request, Response> {
  readonly version: string;
  readonly triggerSource: Source;
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly request: Request & {
    readonly userAttributes: UserAttributes;
    /** What the caller of the operation said; anybody may call some of them. */
    readonly clientMetadata?: Readonly<Record<string, string>> | null;
  };
  readonly response: Response;
}

export type CustomMessageSource =
  | 'CustomMessage_SignUp'
  | 'CustomMessage_AdminCreateUser'
  | 'CustomMessage_ResendCode'
  | 'CustomMessage_ForgotPassword'
  | 'CustomMessage_UpdateUserAttribute'
  | 'CustomMessage_VerifyUserAttribute'
  | 'CustomMessage_Authentication';

export type CustomMessageEvent = TriggerEvent<
  CustomMessageSource,
  {
    /** Stands for the code, or the temporary password, which the function never sees. */
    readonly codeParameter?: string | null;
    /** Stands for the user name; only for an invitation. */
    readonly usernameParameter?: string | null;
    readonly linkParameter?: string | null;
  },
  {
    readonly smsMessage?: string | null;
    readonly emailMessage?: string | null;
    readonly emailSubject?: string | null;
  }
>;

export type PreSignUpEvent = TriggerEvent<
  'PreSignUp_SignUp' | 'PreSignUp_AdminCreateUser' | 'PreSignUp_ExternalProvider',
  { readonly validationData?: Readonly<Record<string, string>> | null },
  {
    readonly autoConfirmUser?: boolean;
    readonly autoVerifyEmail?: boolean;
    readonly autoVerifyPhone?: boolean;
  }
>;

export type PostConfirmationEvent = TriggerEvent<
  'PostConfirmation_ConfirmSignUp' | 'PostConfirmation_ConfirmForgotPassword',
  object,
  object
>;

/** Answers the event itself, its response filled in. What it throws reaches people, so only constant texts. */
export type TriggerHandler<Event> = (event: Event) => Promise<Event>;
