import type {
  RespondToAuthChallengeCommandInput,
  RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { publicCaller, respondInput } from '../auth/auth-input.js';
import { respondToChallenge } from '../challenges/respond-to-challenge.js';
import { requireClient } from '../pools/find-pool.js';
import { inputOf } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const respondToAuthChallenge = operation({
  name: 'RespondToAuthChallenge',
  input: inputOf<RespondToAuthChallengeCommandInput>()({ ...respondInput, ...publicCaller }),
  handle: (input, context): Promise<WireOutput<RespondToAuthChallengeCommandOutput>> =>
    respondToChallenge(context, {
      ...requireClient(context, input.ClientId),
      challenge: input.ChallengeName,
      sessionToken: input.Session,
      responses: input.ChallengeResponses ?? {},
    }),
});
