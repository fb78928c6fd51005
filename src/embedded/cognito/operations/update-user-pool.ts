import type {
  UpdateUserPoolCommandInput,
  UpdateUserPoolCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { mfaConfiguration, poolSettingsInput } from '../pools/pool-input.js';
import { requireConsistent, requireEmailMfaConditions, requireFactor } from '../pools/pool-settings.js';
import { poolName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';

export const updateUserPool = operation({
  name: 'UpdateUserPool',
  input: inputOf<UpdateUserPoolCommandInput>()({
    UserPoolId: required(userPoolId),
    PoolName: optional(poolName),
    MfaConfiguration: optional(mfaConfiguration),
    ...poolSettingsInput,
  }),
  handle: (input, context): EmptyOutput<UpdateUserPoolCommandOutput> => {
    const { UserPoolId, PoolName, MfaConfiguration = 'OFF', ...settings } = input;
    const pool = requirePool(context, UserPoolId);
    requireConsistent(settings);
    requireEmailMfaConditions(settings, pool.mfa);
    const hasFactor =
      pool.mfa.SoftwareTokenMfaConfiguration?.Enabled === true ||
      pool.mfa.EmailMfaConfiguration !== undefined ||
      pool.mfa.SmsMfaConfiguration !== undefined ||
      settings.SmsConfiguration !== undefined;
    requireFactor(MfaConfiguration, hasFactor);
    context.store.pools.put({
      ...pool,
      settings,
      name: PoolName ?? pool.name,
      mfa: { ...pool.mfa, MfaConfiguration },
      modifiedAt: context.now(),
    });
    return {};
  },
});
