import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ProfileItem } from './profile.table.js';

interface ProfileUpdate {
  /** Written in any case. */
  readonly set: Partial<ProfileItem>;
  /** What else a new item gets; an existing one keeps its own. */
  readonly initial?: ProfileItem;
  readonly raiseVersion?: boolean;
}

type Expression = Required<
  Pick<UpdateCommandInput, 'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>
>;

/** One UpdateItem expression: `SET #email = :email, #role = if_not_exists(#role, :role), …`. */
export function profileUpdate({ set, initial, raiseVersion = false }: ProfileUpdate): Expression {
  const decided = new Set(['userId', ...Object.keys(set), ...(raiseVersion ? ['version'] : [])]);
  const initially = Object.entries(initial ?? {}).filter(([field]) => !decided.has(field));
  const assignments = [
    ...Object.keys(set).map((field) => `#${field} = :${field}`),
    ...initially.map(([field]) => `#${field} = if_not_exists(#${field}, :${field})`),
    ...(raiseVersion ? ['#version = if_not_exists(#version, :none) + :one'] : []),
  ];
  const values = { ...set, ...Object.fromEntries(initially) };
  const fields = raiseVersion ? [...Object.keys(values), 'version'] : Object.keys(values);
  return {
    UpdateExpression: `SET ${assignments.join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(values).map(([field, value]) => [`:${field}`, value])),
      ...(raiseVersion ? { ':none': 0, ':one': 1 } : {}),
    },
  };
}
