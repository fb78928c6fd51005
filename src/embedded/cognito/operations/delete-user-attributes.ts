import type {
  DeleteUserAttributesCommandInput,
  DeleteUserAttributesCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { attributeName, token } from '../protocol/input-fields.js';
import { inputOf, listOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireAccessToken } from '../tokens/access-token-check.js';
import { requireWritable } from '../users/attributes.js';
import { updateAttributes } from '../users/update-attributes.js';

export const deleteUserAttributes = operation({
  name: 'DeleteUserAttributes',
  input: inputOf<DeleteUserAttributesCommandInput>()({
    AccessToken: required(token),
    UserAttributeNames: required(listOf(attributeName)),
  }),
  handle: async (input, context): Promise<EmptyOutput<DeleteUserAttributesCommandOutput>> => {
    const { pool, client, user } = await requireAccessToken(context, input.AccessToken);
    const removed = input.UserAttributeNames.map((Name) => ({ Name, Value: undefined }));
    requireWritable(client, removed);
    await updateAttributes(context, pool, user, removed, { clientId: client.id });
    return {};
  },
});
