import type {
  AdminRespondToAuthChallengeCommandInput,
  AdminRespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { adminCaller, respondInput } from '../auth/auth-input.js';
import { respondToChallenge } from '../challenges/respond-to-challenge.js';
import { requireClient } from '../pools/find-pool.js';
import { userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const adminRespondToAuthChallenge = operation({
  name: 'AdminRespondToAuthChallenge',
  input: inputOf<AdminRespondToAuthChallengeCommandInput>()({
    UserPoolId: required(userPoolId),
    ...respondInput,
    ...adminCaller,
  }),
  handle: (input, context): Promise<WireOutput<AdminRespondToAuthChallengeCommandOutput>> =>
    respondToChallenge(context, {
      ...requireClient(context, input.ClientId, input.UserPoolId),
      challenge: input.ChallengeName,
      sessionToken: input.Session,
      responses: input.ChallengeResponses ?? {},
    }),
});
