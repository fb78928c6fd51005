import type { SignUpCommandInput, SignUpCommandOutput } from '@aws-sdk/client-cognito-identity-provider';
import { requireSecretHash } from '../auth/secret-hash.js';
import { requirePolicy } from '../passwords/password-policy.js';
import { requireClient } from '../pools/find-pool.js';
import { CognitoError } from '../protocol/cognito-error.js';
import {
  attributeList,
  clientId,
  clientMetadata,
  password,
  secretHash,
  username,
} from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { tellConfirmed } from '../triggers/post-confirmation.js';
import { asDecided, decideSignUp } from '../triggers/pre-sign-up.js';
import { newAttributes, requireWritable } from '../users/attributes.js';
import { autoVerifiedAttribute, sendCode } from '../users/code-delivery.js';
import { issueCode } from '../users/codes.js';
import { blankUser, nameNewUser } from '../users/new-user.js';
import { claimVerifiedAliases } from '../users/verify-contact.js';

export const signUp = operation({
  name: 'SignUp',
  input: inputOf<SignUpCommandInput>()({
    ClientId: required(clientId),
    Username: required(username),
    Password: optional(password),
    SecretHash: optional(secretHash),
    UserAttributes: optional(attributeList),
    ValidationData: optional(attributeList),
    ClientMetadata: optional(clientMetadata),
  }),
  handle: async (input, context): Promise<WireOutput<SignUpCommandOutput>> => {
    const { client, pool } = requireClient(context, input.ClientId);
    requireSecretHash(client, input.Username, input.SecretHash);
    if (pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly === true) {
      throw new CognitoError('NotAuthorizedException', 'SignUp is not permitted for this user pool');
    }
    const given = input.UserAttributes ?? [];
    requireWritable(client, given);
    if (input.Password === undefined) {
      throw refusals.invalidParameter('User is required to have a password');
    }
    requirePolicy(pool, input.Password);
    const { implied, ...name } = nameNewUser(context, pool, input.Username);
    const attributes = newAttributes(pool, given, implied);
    const caller = { clientId: client.id, clientMetadata: input.ClientMetadata };
    const decision = await decideSignUp(context, pool, {
      source: 'SignUp',
      username: name.username,
      attributes,
      caller,
      validationData: input.ValidationData,
    });
    const passwordHash = await context.passwords.hash(input.Password);
    const blank = blankUser(context, pool, {
      ...name,
      attributes,
      password: passwordHash,
      status: 'UNCONFIRMED',
    });
    const user = claimVerifiedAliases(context, pool, asDecided(blank, decision), false);
    context.store.users.put(user);
    if (user.status === 'CONFIRMED') {
      await tellConfirmed(context, pool, user, { source: 'ConfirmSignUp', caller });
      return { UserConfirmed: true, UserSub: user.sub };
    }
    const attribute = autoVerifiedAttribute(pool, user);
    if (attribute === undefined) {
      return { UserConfirmed: false, UserSub: user.sub };
    }
    const issued = issueCode(context, user, 'sign-up');
    const delivery = await sendCode(context, pool, issued.user, {
      attribute,
      code: issued.code,
      source: 'SignUp',
      caller,
    });
    return { UserConfirmed: false, UserSub: user.sub, CodeDeliveryDetails: delivery };
  },
});
