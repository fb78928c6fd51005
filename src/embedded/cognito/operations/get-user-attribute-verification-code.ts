import type {
  GetUserAttributeVerificationCodeCommandInput,
  GetUserAttributeVerificationCodeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { attributeName, clientMetadata, token } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { requireAccessToken } from '../tokens/access-token-check.js';
import { countAttempt } from '../users/attempt-caps.js';
import { sendContactCode } from '../users/contact-code.js';
import { requireContact } from '../users/contacts.js';

export const getUserAttributeVerificationCode = operation({
  name: 'GetUserAttributeVerificationCode',
  input: inputOf<GetUserAttributeVerificationCodeCommandInput>()({
    AccessToken: required(token),
    AttributeName: required(attributeName),
    ClientMetadata: optional(clientMetadata),
  }),
  handle: async (input, context): Promise<WireOutput<GetUserAttributeVerificationCodeCommandOutput>> => {
    const { pool, client, user } = await requireAccessToken(context, input.AccessToken);
    const contact = requireContact(input.AttributeName);
    if ((user.pendingAttributes[contact] ?? user.attributes[contact]) === undefined) {
      throw refusals.invalidParameter(`User does not have the attribute ${contact}.`);
    }
    const counted = countAttempt(context, user, 'GetUserAttributeVerificationCode');
    const caller = { clientId: client.id, clientMetadata: input.ClientMetadata };
    const sent = await sendContactCode(context, pool, counted, contact, {
      source: 'VerifyUserAttribute',
      caller,
    });
    return { CodeDeliveryDetails: sent.delivery };
  },
});
