import type {
  InitiateAuthCommandInput,
  InitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { initiateAuthInput, publicCaller } from '../auth/auth-input.js';
import { initiateAuth as runFlow } from '../auth/initiate-auth-flow.js';
import { requireClient } from '../pools/find-pool.js';
import { inputOf } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const initiateAuth = operation({
  name: 'InitiateAuth',
  input: inputOf<InitiateAuthCommandInput>()({ ...initiateAuthInput, ...publicCaller }),
  handle: (input, context): Promise<WireOutput<InitiateAuthCommandOutput>> =>
    runFlow(context, {
      ...requireClient(context, input.ClientId),
      flow: input.AuthFlow,
      parameters: input.AuthParameters ?? {},
      caller: 'public',
    }),
});
