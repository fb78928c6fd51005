/** What the guards have to be told. A class so that Nest can inject it by type. */
export abstract class AccessSettings {
  /** The Cognito group that `@AdminOnly` stands for. */
  abstract readonly adminGroup: string;
  /** How recent a sign-in `@RequireRecentAuth` asks for where it does not say. */
  abstract readonly stepUpMinutes: number;
}
