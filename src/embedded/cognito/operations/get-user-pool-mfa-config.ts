import type {
  GetUserPoolMfaConfigCommandInput,
  GetUserPoolMfaConfigCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const getUserPoolMfaConfig = operation({
  name: 'GetUserPoolMfaConfig',
  input: inputOf<GetUserPoolMfaConfigCommandInput>()({ UserPoolId: required(userPoolId) }),
  handle: ({ UserPoolId }, context): WireOutput<GetUserPoolMfaConfigCommandOutput> =>
    requirePool(context, UserPoolId).mfa,
});
