import type { DeleteUserPoolClientCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { requireClient } from '../pools/find-pool.js';
import { clientId, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';

export const deleteUserPoolClient = operation({
  name: 'DeleteUserPoolClient',
  input: inputOf<DeleteUserPoolClientCommandInput>()({
    UserPoolId: required(userPoolId),
    ClientId: required(clientId),
  }),
  handle: (input, context): undefined => {
    const { client } = requireClient(context, input.ClientId, input.UserPoolId);
    context.store.clients.delete(client.id);
  },
});
