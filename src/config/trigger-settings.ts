/** How mails with codes present themselves. */
export interface Brand {
  readonly name: string | undefined;
  readonly url: string | undefined;
  /** `#rrggbb`. */
  readonly color: string;
  /** An `https:` or `mailto:` address. */
  readonly support: string | undefined;
}

/** What the Lambda functions of `src/triggers` need to know. */
export interface TriggerSettings {
  readonly region: string;
  readonly dynamodbEndpoint: string | undefined;
  readonly tablePrefix: string;
  readonly selfAssignableRoles: readonly string[];
  readonly defaultRole: string;
  readonly brand: Brand;
  /** Whether a sign-up is confirmed without a code; never in production. */
  readonly autoConfirm: boolean;
}
