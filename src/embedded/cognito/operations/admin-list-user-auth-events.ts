import type {
  AdminListUserAuthEventsCommandInput,
  AdminListUserAuthEventsCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { limit, paginationKey, userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { requireUser } from '../users/find-user.js';

/** Events are kept by threat protection alone, which this server does not have. */
export const adminListUserAuthEvents = operation({
  name: 'AdminListUserAuthEvents',
  input: inputOf<AdminListUserAuthEventsCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    MaxResults: optional(limit),
    NextToken: optional(paginationKey),
  }),
  handle: (input, context): WireOutput<AdminListUserAuthEventsCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    if ((pool.settings.UserPoolAddOns?.AdvancedSecurityMode ?? 'OFF') === 'OFF') {
      throw new CognitoError(
        'UserPoolAddOnNotEnabledException',
        'Threat protection is not enabled for the user pool.',
      );
    }
    requireUser(context, pool, input.Username);
    throw refusals.notImplemented('the events of threat protection');
  },
});
