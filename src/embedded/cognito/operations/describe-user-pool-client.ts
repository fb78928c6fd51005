import type {
  DescribeUserPoolClientCommandInput,
  DescribeUserPoolClientCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientView } from '../pools/client-view.js';
import { requireClient } from '../pools/find-pool.js';
import { clientId, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const describeUserPoolClient = operation({
  name: 'DescribeUserPoolClient',
  input: inputOf<DescribeUserPoolClientCommandInput>()({
    UserPoolId: required(userPoolId),
    ClientId: required(clientId),
  }),
  handle: ({ UserPoolId, ClientId }, context): WireOutput<DescribeUserPoolClientCommandOutput> => ({
    UserPoolClient: clientView(requireClient(context, ClientId, UserPoolId).client),
  }),
});
