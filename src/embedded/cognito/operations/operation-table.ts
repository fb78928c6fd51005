import type { Operation } from '../protocol/operation.js';
import type { OperationName } from '../protocol/operation-names.js';
import { adminAddUserToGroup } from './admin-add-user-to-group.js';
import { adminCreateUser } from './admin-create-user.js';
import { adminGetUser } from './admin-get-user.js';
import { adminInitiateAuth } from './admin-initiate-auth.js';
import { adminRespondToAuthChallenge } from './admin-respond-to-auth-challenge.js';
import { adminSetUserPassword } from './admin-set-user-password.js';
import { associateSoftwareToken } from './associate-software-token.js';
import { confirmSignUp } from './confirm-sign-up.js';
import { createGroup } from './create-group.js';
import { createUserPoolClient } from './create-user-pool-client.js';
import { createUserPool } from './create-user-pool.js';
import { describeUserPoolClient } from './describe-user-pool-client.js';
import { describeUserPool } from './describe-user-pool.js';
import { getTokensFromRefreshToken } from './get-tokens-from-refresh-token.js';
import { initiateAuth } from './initiate-auth.js';
import { respondToAuthChallenge } from './respond-to-auth-challenge.js';
import { setUserPoolMfaConfig } from './set-user-pool-mfa-config.js';
import { signUp } from './sign-up.js';
import { verifySoftwareToken } from './verify-software-token.js';

/** Every operation that this server performs. */
export const OPERATIONS: ReadonlyMap<OperationName, Operation> = new Map(
  [
    adminAddUserToGroup,
    adminCreateUser,
    adminGetUser,
    adminInitiateAuth,
    adminRespondToAuthChallenge,
    adminSetUserPassword,
    associateSoftwareToken,
    confirmSignUp,
    createGroup,
    createUserPoolClient,
    createUserPool,
    describeUserPoolClient,
    describeUserPool,
    getTokensFromRefreshToken,
    initiateAuth,
    respondToAuthChallenge,
    setUserPoolMfaConfig,
    signUp,
    verifySoftwareToken,
  ].map((operation) => [operation.name, operation]),
);
