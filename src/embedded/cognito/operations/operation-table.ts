import type { Operation } from '../protocol/operation.js';
import type { OperationName } from '../protocol/operation-names.js';
import { addCustomAttributes } from './add-custom-attributes.js';
import { adminAddUserToGroup } from './admin-add-user-to-group.js';
import { adminConfirmSignUp } from './admin-confirm-sign-up.js';
import { adminCreateUser } from './admin-create-user.js';
import { adminDeleteSoftwareToken } from './admin-delete-software-token.js';
import { adminDeleteUserAttributes } from './admin-delete-user-attributes.js';
import { adminDeleteUser } from './admin-delete-user.js';
import { adminDisableUser } from './admin-disable-user.js';
import { adminEnableUser } from './admin-enable-user.js';
import { adminGetUser } from './admin-get-user.js';
import { adminInitiateAuth } from './admin-initiate-auth.js';
import { adminListGroupsForUser } from './admin-list-groups-for-user.js';
import { adminRemoveUserFromGroup } from './admin-remove-user-from-group.js';
import { adminResetUserPassword } from './admin-reset-user-password.js';
import { adminRespondToAuthChallenge } from './admin-respond-to-auth-challenge.js';
import { adminSetUserMfaPreference } from './admin-set-user-mfa-preference.js';
import { adminSetUserPassword } from './admin-set-user-password.js';
import { adminUpdateUserAttributes } from './admin-update-user-attributes.js';
import { adminUserGlobalSignOut } from './admin-user-global-sign-out.js';
import { associateSoftwareToken } from './associate-software-token.js';
import { changePassword } from './change-password.js';
import { confirmForgotPassword } from './confirm-forgot-password.js';
import { confirmSignUp } from './confirm-sign-up.js';
import { createGroup } from './create-group.js';
import { createUserPoolClient } from './create-user-pool-client.js';
import { createUserPool } from './create-user-pool.js';
import { deleteUserAttributes } from './delete-user-attributes.js';
import { describeUserPoolClient } from './describe-user-pool-client.js';
import { describeUserPool } from './describe-user-pool.js';
import { forgotPassword } from './forgot-password.js';
import { getGroup } from './get-group.js';
import { getTokensFromRefreshToken } from './get-tokens-from-refresh-token.js';
import { getUserAttributeVerificationCode } from './get-user-attribute-verification-code.js';
import { getUserPoolMfaConfig } from './get-user-pool-mfa-config.js';
import { getUser } from './get-user.js';
import { globalSignOut } from './global-sign-out.js';
import { initiateAuth } from './initiate-auth.js';
import { listGroups } from './list-groups.js';
import { listUserPoolClients } from './list-user-pool-clients.js';
import { listUserPools } from './list-user-pools.js';
import { listUsersInGroup } from './list-users-in-group.js';
import { listUsers } from './list-users.js';
import { resendConfirmationCode } from './resend-confirmation-code.js';
import { respondToAuthChallenge } from './respond-to-auth-challenge.js';
import { revokeToken } from './revoke-token.js';
import { setUserMfaPreference } from './set-user-mfa-preference.js';
import { setUserPoolMfaConfig } from './set-user-pool-mfa-config.js';
import { signUp } from './sign-up.js';
import { updateUserAttributes } from './update-user-attributes.js';
import { updateUserPoolClient } from './update-user-pool-client.js';
import { updateUserPool } from './update-user-pool.js';
import { verifySoftwareToken } from './verify-software-token.js';
import { verifyUserAttribute } from './verify-user-attribute.js';

/** Every operation that this server performs. */
export const OPERATIONS: ReadonlyMap<OperationName, Operation> = new Map(
  [
    addCustomAttributes,
    adminAddUserToGroup,
    adminConfirmSignUp,
    adminCreateUser,
    adminDeleteSoftwareToken,
    adminDeleteUserAttributes,
    adminDeleteUser,
    adminDisableUser,
    adminEnableUser,
    adminGetUser,
    adminInitiateAuth,
    adminListGroupsForUser,
    adminRemoveUserFromGroup,
    adminResetUserPassword,
    adminRespondToAuthChallenge,
    adminSetUserMfaPreference,
    adminSetUserPassword,
    adminUpdateUserAttributes,
    adminUserGlobalSignOut,
    associateSoftwareToken,
    changePassword,
    confirmForgotPassword,
    confirmSignUp,
    createGroup,
    createUserPoolClient,
    createUserPool,
    deleteUserAttributes,
    describeUserPoolClient,
    describeUserPool,
    forgotPassword,
    getGroup,
    getTokensFromRefreshToken,
    getUserAttributeVerificationCode,
    getUserPoolMfaConfig,
    getUser,
    globalSignOut,
    initiateAuth,
    listGroups,
    listUserPoolClients,
    listUserPools,
    listUsersInGroup,
    listUsers,
    resendConfirmationCode,
    respondToAuthChallenge,
    revokeToken,
    setUserMfaPreference,
    setUserPoolMfaConfig,
    signUp,
    updateUserAttributes,
    updateUserPoolClient,
    updateUserPool,
    verifySoftwareToken,
    verifyUserAttribute,
  ].map((operation) => [operation.name, operation]),
);
