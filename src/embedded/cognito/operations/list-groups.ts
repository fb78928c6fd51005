import type {
  ListGroupsCommandInput,
  ListGroupsCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { groupView } from '../pools/group-view.js';
import { limit, paginationKey, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { takePage } from '../protocol/pagination.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const listGroups = operation({
  name: 'ListGroups',
  input: inputOf<ListGroupsCommandInput>()({
    UserPoolId: required(userPoolId),
    Limit: optional(limit),
    NextToken: optional(paginationKey),
  }),
  handle: (input, context): WireOutput<ListGroupsCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const page = takePage(context.store.groups.find('pool', pool.id), {
      keyOf: (group) => group.name,
      scope: `groups/${pool.id}`,
      size: input.Limit,
      token: input.NextToken,
    });
    const Groups = page.items.map(groupView);
    return { Groups, ...(page.next !== undefined && { NextToken: page.next }) };
  },
});
