import type {
  EmailMfaConfigType,
  SetUserPoolMfaConfigCommandInput,
  SetUserPoolMfaConfigCommandOutput,
  SmsMfaConfigType,
  WebAuthnConfigurationType,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { mfaConfiguration } from '../pools/pool-input.js';
import { requireEmailMfaConditions, requireFactor, requireSmsMfaConditions } from '../pools/pool-settings.js';
import { userPoolId } from '../protocol/input-fields.js';
import { anyStructure, inputOf, optional, required, structure } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { flag } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const setUserPoolMfaConfig = operation({
  name: 'SetUserPoolMfaConfig',
  input: inputOf<SetUserPoolMfaConfigCommandInput>()({
    UserPoolId: required(userPoolId),
    SmsMfaConfiguration: optional(anyStructure<SmsMfaConfigType>()),
    SoftwareTokenMfaConfiguration: optional(structure({ Enabled: optional(flag()) })),
    EmailMfaConfiguration: optional(anyStructure<EmailMfaConfigType>()),
    MfaConfiguration: optional(mfaConfiguration),
    WebAuthnConfiguration: optional(anyStructure<WebAuthnConfigurationType>()),
  }),
  handle: ({ UserPoolId, ...mfa }, context): WireOutput<SetUserPoolMfaConfigCommandOutput> => {
    const pool = requirePool(context, UserPoolId);
    const demand = mfa.MfaConfiguration ?? 'OFF';
    const hasFactor =
      mfa.SoftwareTokenMfaConfiguration?.Enabled === true ||
      mfa.SmsMfaConfiguration !== undefined ||
      mfa.EmailMfaConfiguration !== undefined;
    requireFactor(demand, hasFactor);
    requireEmailMfaConditions(pool.settings, mfa);
    requireSmsMfaConditions(pool.settings, mfa);
    const replaced = { ...mfa, MfaConfiguration: demand };
    context.store.pools.put({ ...pool, mfa: replaced, modifiedAt: context.now() });
    return replaced;
  },
});
