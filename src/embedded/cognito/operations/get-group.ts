import type { GetGroupCommandInput, GetGroupCommandOutput } from '@aws-sdk/client-cognito-identity-provider';
import { requireGroup, requirePool } from '../pools/find-pool.js';
import { groupView } from '../pools/group-view.js';
import { groupName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const getGroup = operation({
  name: 'GetGroup',
  input: inputOf<GetGroupCommandInput>()({
    UserPoolId: required(userPoolId),
    GroupName: required(groupName),
  }),
  handle: ({ UserPoolId, GroupName }, context): WireOutput<GetGroupCommandOutput> => ({
    Group: groupView(requireGroup(context, requirePool(context, UserPoolId), GroupName)),
  }),
});
