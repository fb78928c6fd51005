// What another service imports as `cognito-auth-service/access`.
export {
  AdminOnly,
  Authenticated,
  CurrentUser,
  Groups,
  Public,
  RequireRecentAuth,
} from '../http/access.decorators.js';
export type { Caller } from '../shared/caller.js';
export type { AuthServiceAddress, CognitoAccessOptions } from './cognito-access-options.js';
export { CognitoAccessModule, type CognitoAccessAsyncOptions } from './cognito-access.module.js';
