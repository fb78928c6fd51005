import type {
  UpdateGroupCommandInput,
  UpdateGroupCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireGroup, requirePool } from '../pools/find-pool.js';
import { groupView } from '../pools/group-view.js';
import { arn, description, groupName, precedence, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

/** What is left out stays as it was. */
export const updateGroup = operation({
  name: 'UpdateGroup',
  input: inputOf<UpdateGroupCommandInput>()({
    UserPoolId: required(userPoolId),
    GroupName: required(groupName),
    Description: optional(description),
    RoleArn: optional(arn),
    Precedence: optional(precedence),
  }),
  handle: (input, context): WireOutput<UpdateGroupCommandOutput> => {
    const group = requireGroup(context, requirePool(context, input.UserPoolId), input.GroupName);
    const updated = {
      ...group,
      description: input.Description ?? group.description,
      roleArn: input.RoleArn ?? group.roleArn,
      precedence: input.Precedence ?? group.precedence,
      modifiedAt: context.now(),
    };
    context.store.groups.put(updated);
    return { Group: groupView(updated) };
  },
});
