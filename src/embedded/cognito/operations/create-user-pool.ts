import { randomInt } from 'node:crypto';
import type {
  CreateUserPoolCommandInput,
  CreateUserPoolCommandOutput,
  SetUserPoolMfaConfigResponse,
  SmsConfigurationType,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  contactAttributes,
  mfaConfiguration,
  poolSettingsInput,
  schemaAttribute,
} from '../pools/pool-input.js';
import { makeSchema } from '../pools/pool-schema.js';
import { requireConsistent } from '../pools/pool-settings.js';
import { poolView } from '../pools/pool-view.js';
import { poolName } from '../protocol/input-fields.js';
import { inputOf, listOf, optional, required, structure } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import { flag, oneOf } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';
import type { PoolRecord } from '../store/records.js';

const ACCOUNT_ID = '000000000000';
const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const createUserPool = operation({
  name: 'CreateUserPool',
  input: inputOf<CreateUserPoolCommandInput>()({
    PoolName: required(poolName),
    ...poolSettingsInput,
    AliasAttributes: optional(listOf(oneOf(['phone_number', 'email', 'preferred_username']))),
    UsernameAttributes: optional(contactAttributes),
    UsernameConfiguration: optional(structure({ CaseSensitive: required(flag()) })),
    MfaConfiguration: optional(mfaConfiguration),
    Schema: optional(listOf(schemaAttribute, { min: 1, max: 50 })),
  }),
  handle: (input, context): WireOutput<CreateUserPoolCommandOutput> => {
    const {
      PoolName,
      AliasAttributes,
      UsernameAttributes,
      UsernameConfiguration,
      MfaConfiguration,
      Schema,
      ...settings
    } = input;
    if (AliasAttributes !== undefined && UsernameAttributes !== undefined) {
      throw refusals.invalidParameter(
        'Only one of the aliasAttributes or usernameAttributes can be set in a user pool.',
      );
    }
    requireConsistent(settings);
    const id = makePoolId(context.region);
    const pool: PoolRecord = {
      id,
      name: PoolName,
      arn: `arn:aws:cognito-idp:${context.region}:${ACCOUNT_ID}:userpool/${id}`,
      createdAt: context.now(),
      modifiedAt: context.now(),
      aliasAttributes: AliasAttributes,
      usernameAttributes: UsernameAttributes,
      caseSensitive: UsernameConfiguration?.CaseSensitive ?? true,
      schema: makeSchema(Schema ?? []),
      settings,
      mfa: initialMfa(MfaConfiguration ?? 'OFF', settings.SmsConfiguration),
    };
    context.store.pools.put(pool);
    return { UserPool: poolView(context, pool) };
  },
});

/** Without SMS there is no factor yet that a new pool could ask for. */
function initialMfa(
  demand: 'OFF' | 'ON' | 'OPTIONAL',
  sms: SmsConfigurationType | undefined,
): SetUserPoolMfaConfigResponse {
  if (demand !== 'OFF' && sms === undefined) {
    throw refusals.invalidParameter(
      'SMS configuration is required when MFA is enabled; enable other factors with SetUserPoolMfaConfig.',
    );
  }
  return {
    MfaConfiguration: demand,
    ...(sms !== undefined && demand !== 'OFF' && { SmsMfaConfiguration: { SmsConfiguration: sms } }),
  };
}

function makePoolId(region: string): string {
  const characters = Array.from({ length: 9 }, () => ID_ALPHABET.charAt(randomInt(ID_ALPHABET.length)));
  return `${region}_${characters.join('')}`;
}
