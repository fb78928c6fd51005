import type { GroupType } from '@aws-sdk/client-cognito-identity-provider';
import { toEpochSeconds, type WireType } from '../protocol/wire-output.js';
import type { GroupRecord } from '../store/records.js';

export function groupView(group: GroupRecord): WireType<GroupType> {
  return {
    GroupName: group.name,
    UserPoolId: group.poolId,
    ...(group.description !== undefined && { Description: group.description }),
    ...(group.roleArn !== undefined && { RoleArn: group.roleArn }),
    ...(group.precedence !== undefined && { Precedence: group.precedence }),
    CreationDate: toEpochSeconds(group.createdAt),
    LastModifiedDate: toEpochSeconds(group.modifiedAt),
  };
}
