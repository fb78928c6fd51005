import type {
  AdminUpdateUserAttributesCommandInput,
  AdminUpdateUserAttributesCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { attributeList, userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, mapOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { text } from '../protocol/scalar-checks.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireUser } from '../users/find-user.js';
import { updateAttributes } from '../users/update-attributes.js';

export const adminUpdateUserAttributes = operation({
  name: 'AdminUpdateUserAttributes',
  input: inputOf<AdminUpdateUserAttributesCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    UserAttributes: required(attributeList),
    ClientMetadata: optional(mapOf(text({ max: 131_072 }))),
  }),
  handle: async (input, context): Promise<EmptyOutput<AdminUpdateUserAttributesCommandOutput>> => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireUser(context, pool, input.Username);
    await updateAttributes(context, pool, user, input.UserAttributes, {
      clientMetadata: input.ClientMetadata,
    });
    return {};
  },
});
