import type {
  VerifyUserAttributeCommandInput,
  VerifyUserAttributeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { attributeName, confirmationCode, token } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireAccessToken } from '../tokens/access-token-check.js';
import { countAttempt } from '../users/attempt-caps.js';
import { spendCode } from '../users/codes.js';
import { requireContact, withoutProofs } from '../users/contacts.js';
import { saveUser } from '../users/find-user.js';
import { verifyContact } from '../users/verify-contact.js';

/** A new contact that waited takes the place of the old one; whoever verifies an address first keeps it. */
export const verifyUserAttribute = operation({
  name: 'VerifyUserAttribute',
  input: inputOf<VerifyUserAttributeCommandInput>()({
    AccessToken: required(token),
    AttributeName: required(attributeName),
    Code: required(confirmationCode),
  }),
  handle: async (input, context): Promise<EmptyOutput<VerifyUserAttributeCommandOutput>> => {
    const { pool, user } = await requireAccessToken(context, input.AccessToken);
    const contact = requireContact(input.AttributeName);
    const counted = countAttempt(context, user, 'VerifyUserAttribute');
    const proven = spendCode(context, counted, `verify:${contact}`, input.Code);
    const attributes = { ...proven.attributes };
    attributes[contact] = proven.pendingAttributes[contact] ?? attributes[contact] ?? '';
    const settled = { ...withoutProofs(proven, [contact]), attributes };
    saveUser(context, verifyContact(context, pool, settled, contact, false));
    return {};
  },
});
