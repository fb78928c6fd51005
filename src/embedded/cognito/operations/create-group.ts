import type {
  CreateGroupCommandInput,
  CreateGroupCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { groupView } from '../pools/group-view.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { arn, description, groupName, precedence, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { userKey } from '../store/cognito-store.js';
import type { GroupRecord } from '../store/records.js';

export const createGroup = operation({
  name: 'CreateGroup',
  input: inputOf<CreateGroupCommandInput>()({
    UserPoolId: required(userPoolId),
    GroupName: required(groupName),
    Description: optional(description),
    RoleArn: optional(arn),
    Precedence: optional(precedence),
  }),
  handle: (input, context): WireOutput<CreateGroupCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    if (context.store.groups.get(userKey(pool.id, input.GroupName)) !== undefined) {
      throw new CognitoError('GroupExistsException', 'A group with the name already exists.');
    }
    const group: GroupRecord = {
      poolId: pool.id,
      name: input.GroupName,
      description: input.Description,
      roleArn: input.RoleArn,
      precedence: input.Precedence,
      createdAt: context.now(),
      modifiedAt: context.now(),
    };
    context.store.groups.put(group);
    return { Group: groupView(group) };
  },
});
