import type { Operation } from '../protocol/operation.js';
import type { OperationName } from '../protocol/operation-names.js';
import { addCustomAttributes } from './add-custom-attributes.js';
import { adminAddUserToGroup } from './admin-add-user-to-group.js';
import { adminConfirmSignUp } from './admin-confirm-sign-up.js';
import { adminCreateUser } from './admin-create-user.js';
import { adminDeleteSoftwareToken } from './admin-delete-software-token.js';
import { adminDeleteUserAttributes } from './admin-delete-user-attributes.js';
import { adminDeleteUser } from './admin-delete-user.js';
import { adminDisableProviderForUser } from './admin-disable-provider-for-user.js';
import { adminDisableUser } from './admin-disable-user.js';
import { adminEnableUser } from './admin-enable-user.js';
import { adminGetUser } from './admin-get-user.js';
import { adminInitiateAuth } from './admin-initiate-auth.js';
import { adminLinkProviderForUser } from './admin-link-provider-for-user.js';
import { adminListGroupsForUser } from './admin-list-groups-for-user.js';
import { adminListUserAuthEvents } from './admin-list-user-auth-events.js';
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
import { createIdentityProvider } from './create-identity-provider.js';
import { createUserPoolClient } from './create-user-pool-client.js';
import { createUserPoolDomain } from './create-user-pool-domain.js';
import { createUserPool } from './create-user-pool.js';
import { deleteGroup } from './delete-group.js';
import { deleteIdentityProvider } from './delete-identity-provider.js';
import { deleteUserAttributes } from './delete-user-attributes.js';
import { deleteUserPoolClient } from './delete-user-pool-client.js';
import { deleteUserPoolDomain } from './delete-user-pool-domain.js';
import { deleteUserPool } from './delete-user-pool.js';
import { deleteUser } from './delete-user.js';
import { describeIdentityProvider } from './describe-identity-provider.js';
import { describeUserPoolClient } from './describe-user-pool-client.js';
import { describeUserPoolDomain } from './describe-user-pool-domain.js';
import { describeUserPool } from './describe-user-pool.js';
import { forgotPassword } from './forgot-password.js';
import { getGroup } from './get-group.js';
import { getTokensFromRefreshToken } from './get-tokens-from-refresh-token.js';
import { getUserAttributeVerificationCode } from './get-user-attribute-verification-code.js';
import { getUserAuthFactors } from './get-user-auth-factors.js';
import { getUserPoolMfaConfig } from './get-user-pool-mfa-config.js';
import { getUser } from './get-user.js';
import { globalSignOut } from './global-sign-out.js';
import { initiateAuth } from './initiate-auth.js';
import { listGroups } from './list-groups.js';
import { listIdentityProviders } from './list-identity-providers.js';
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
import { updateGroup } from './update-group.js';
import { updateIdentityProvider } from './update-identity-provider.js';
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
    adminDisableProviderForUser,
    adminDisableUser,
    adminEnableUser,
    adminGetUser,
    adminInitiateAuth,
    adminLinkProviderForUser,
    adminListGroupsForUser,
    adminListUserAuthEvents,
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
    createIdentityProvider,
    createUserPoolClient,
    createUserPoolDomain,
    createUserPool,
    deleteGroup,
    deleteIdentityProvider,
    deleteUserAttributes,
    deleteUserPoolClient,
    deleteUserPoolDomain,
    deleteUserPool,
    deleteUser,
    describeIdentityProvider,
    describeUserPoolClient,
    describeUserPoolDomain,
    describeUserPool,
    forgotPassword,
    getGroup,
    getTokensFromRefreshToken,
    getUserAttributeVerificationCode,
    getUserAuthFactors,
    getUserPoolMfaConfig,
    getUser,
    globalSignOut,
    initiateAuth,
    listGroups,
    listIdentityProviders,
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
    updateGroup,
    updateIdentityProvider,
    updateUserAttributes,
    updateUserPoolClient,
    updateUserPool,
    verifySoftwareToken,
    verifyUserAttribute,
  ].map((operation) => [operation.name, operation]),
);
