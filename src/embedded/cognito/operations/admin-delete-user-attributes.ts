import type {
  AdminDeleteUserAttributesCommandInput,
  AdminDeleteUserAttributesCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { attributeName, userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, listOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireUser } from '../users/find-user.js';
import { updateAttributes } from '../users/update-attributes.js';

export const adminDeleteUserAttributes = operation({
  name: 'AdminDeleteUserAttributes',
  input: inputOf<AdminDeleteUserAttributesCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    UserAttributeNames: required(listOf(attributeName)),
  }),
  handle: async (input, context): Promise<EmptyOutput<AdminDeleteUserAttributesCommandOutput>> => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireUser(context, pool, input.Username);
    const removed = input.UserAttributeNames.map((Name) => ({ Name, Value: undefined }));
    await updateAttributes(context, pool, user, removed, {});
    return {};
  },
});
