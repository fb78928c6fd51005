import type {
  UpdateUserAttributesCommandInput,
  UpdateUserAttributesCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { attributeList, clientMetadata, token } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { requireAccessToken } from '../tokens/access-token-check.js';
import { requireWritable } from '../users/attributes.js';
import { updateAttributes } from '../users/update-attributes.js';

export const updateUserAttributes = operation({
  name: 'UpdateUserAttributes',
  input: inputOf<UpdateUserAttributesCommandInput>()({
    AccessToken: required(token),
    UserAttributes: required(attributeList),
    ClientMetadata: optional(clientMetadata),
  }),
  handle: async (input, context): Promise<WireOutput<UpdateUserAttributesCommandOutput>> => {
    const { pool, client, user } = await requireAccessToken(context, input.AccessToken);
    requireWritable(client, input.UserAttributes);
    const CodeDeliveryDetailsList = await updateAttributes(context, pool, user, input.UserAttributes, {
      clientId: client.id,
      clientMetadata: input.ClientMetadata,
    });
    return CodeDeliveryDetailsList.length === 0 ? {} : { CodeDeliveryDetailsList };
  },
});
