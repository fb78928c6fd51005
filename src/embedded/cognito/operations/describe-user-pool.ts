import type {
  DescribeUserPoolCommandInput,
  DescribeUserPoolCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { poolView } from '../pools/pool-view.js';
import { userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const describeUserPool = operation({
  name: 'DescribeUserPool',
  input: inputOf<DescribeUserPoolCommandInput>()({ UserPoolId: required(userPoolId) }),
  handle: ({ UserPoolId }, context): WireOutput<DescribeUserPoolCommandOutput> => ({
    UserPool: poolView(context, requirePool(context, UserPoolId)),
  }),
});
