import type {
  AdminInitiateAuthCommandInput,
  AdminInitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { adminCaller, initiateAuthInput } from '../auth/auth-input.js';
import { initiateAuth } from '../auth/initiate-auth-flow.js';
import { requireClient } from '../pools/find-pool.js';
import { userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const adminInitiateAuth = operation({
  name: 'AdminInitiateAuth',
  input: inputOf<AdminInitiateAuthCommandInput>()({
    UserPoolId: required(userPoolId),
    ...initiateAuthInput,
    ...adminCaller,
  }),
  handle: (input, context): Promise<WireOutput<AdminInitiateAuthCommandOutput>> =>
    initiateAuth(context, {
      ...requireClient(context, input.ClientId, input.UserPoolId),
      flow: input.AuthFlow,
      parameters: input.AuthParameters ?? {},
      caller: 'admin',
    }),
});
