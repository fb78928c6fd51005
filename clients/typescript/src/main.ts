/** What apps import. */
export { createAuthClient, type AuthClientOptions } from './create-auth-client.js';
export type { AuthClient } from './auth-client.js';
export { ApiProblem } from './api-problem.js';
export { RequestFailed, type RequestFailure } from './request-failed.js';
export { SessionEnded, type SessionEndReason } from './session-ended.js';
export { MemoryStorage } from './memory-storage.js';
export { WebStorage, type KeyValueStorage, type WebStorageOptions } from './web-storage.js';
export { isStoredTokens, type StoredTokens, type TokenStorage } from './token-storage.js';
export type { StepUpDemand, StepUpHandler, CallResult } from './api-caller.js';
export type {
  Body,
  ErrorCode,
  Input,
  Item,
  Query,
  RequestOptions,
  Result,
  Schema,
  UserProfile,
} from './operation-types.js';
export type { OperationId } from './operations.js';
export type { TotpSetup } from './factors-api.js';
export type { VersionedProfile } from './profile-api.js';
export type {
  MfaRequired,
  MfaSelectionRequired,
  MfaSetupRequired,
  NewPasswordRequired,
  SignedIn,
  SignInStep,
  SignInTotpSetup,
  SocialLinkRequired,
} from './sign-in-step.js';
