import type {
  UpdateUserPoolClientCommandInput,
  UpdateUserPoolClientCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientSettingsInput } from '../pools/client-input.js';
import { makeClientSettings } from '../pools/client-settings.js';
import { clientView } from '../pools/client-view.js';
import { requireClient } from '../pools/find-pool.js';
import { clientId, poolName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const updateUserPoolClient = operation({
  name: 'UpdateUserPoolClient',
  input: inputOf<UpdateUserPoolClientCommandInput>()({
    UserPoolId: required(userPoolId),
    ClientId: required(clientId),
    ClientName: optional(poolName),
    ...clientSettingsInput,
  }),
  handle: (input, context): WireOutput<UpdateUserPoolClientCommandOutput> => {
    const { UserPoolId, ClientId, ClientName, ...given } = input;
    const { client, pool } = requireClient(context, ClientId, UserPoolId);
    const updated = {
      ...client,
      name: ClientName ?? client.name,
      settings: makeClientSettings(context, pool, given),
      modifiedAt: context.now(),
    };
    context.store.clients.put(updated);
    return { UserPoolClient: clientView(updated) };
  },
});
