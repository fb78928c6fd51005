import type { DeleteUserPoolCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import { userKey } from '../store/cognito-store.js';
import { deleteUser } from '../users/new-user.js';

export const deleteUserPool = operation({
  name: 'DeleteUserPool',
  input: inputOf<DeleteUserPoolCommandInput>()({ UserPoolId: required(userPoolId) }),
  handle: ({ UserPoolId }, context): undefined => {
    const { store } = context;
    const pool = requirePool(context, UserPoolId);
    if (pool.settings.DeletionProtection === 'ACTIVE') {
      throw refusals.invalidParameter(
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
      );
    }
    if (store.domains.find('pool', pool.id).length > 0) {
      throw refusals.invalidParameter(
        'User pool cannot be deleted. It has a domain configured that should be deleted first.',
      );
    }
    for (const user of store.users.find('pool', pool.id)) {
      deleteUser(context, user);
    }
    for (const client of store.clients.find('pool', pool.id)) {
      store.clients.delete(client.id);
    }
    for (const group of store.groups.find('pool', pool.id)) {
      store.groups.delete(userKey(pool.id, group.name));
    }
    for (const provider of store.identityProviders.find('pool', pool.id)) {
      store.identityProviders.delete(userKey(pool.id, provider.name));
    }
    store.pools.delete(pool.id);
  },
});
