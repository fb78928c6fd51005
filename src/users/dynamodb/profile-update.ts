import type { ProfileItem } from './profile.table.js';

interface ProfileUpdate {
  /** Written in any case. */
  readonly set: Partial<ProfileItem>;
  /** What else a new item gets; an existing one keeps its own. */
  readonly initial?: ProfileItem;
  readonly groups?: GroupsUpdate;
  readonly raiseVersion?: boolean;
}

/** DynamoDB has no empty sets, so the last group goes with its attribute. */
export type GroupsUpdate =
  { readonly all: readonly string[] } | { readonly add: string } | { readonly remove: string };

/** The values are yet to be marshalled. */
interface Expression {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

/** One UpdateItem expression: `SET #email = :email, #role = if_not_exists(#role, :role), … REMOVE #groups`. */
export function profileUpdate({ set, initial, groups, raiseVersion = false }: ProfileUpdate): Expression {
  const decided = new Set(['userId', 'groups', ...Object.keys(set), ...(raiseVersion ? ['version'] : [])]);
  const initially = Object.entries(initial ?? {}).filter(([field]) => !decided.has(field));
  const assignments = [
    ...Object.keys(set).map((field) => `#${field} = :${field}`),
    ...initially.map(([field]) => `#${field} = if_not_exists(#${field}, :${field})`),
    ...(raiseVersion ? ['#version = if_not_exists(#version, :none) + :one'] : []),
  ];
  const values = { ...set, ...Object.fromEntries(initially) };
  const named = [...Object.keys(values), ...(groups ? ['groups'] : []), ...(raiseVersion ? ['version'] : [])];
  const groupsChange = groups && groupsExpression(groups);
  return {
    UpdateExpression: `SET ${assignments.join(', ')}${groupsChange?.clause ?? ''}`,
    ExpressionAttributeNames: Object.fromEntries(named.map((field) => [`#${field}`, field])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(values).map(([field, value]) => [`:${field}`, value])),
      ...groupsChange?.values,
      ...(raiseVersion ? { ':none': 0, ':one': 1 } : {}),
    },
  };
}

/** Goes on where the assignments of `SET` end. */
function groupsExpression(update: GroupsUpdate): { clause: string; values?: Record<string, Set<string>> } {
  if ('add' in update) return { clause: ' ADD #groups :groups', values: setOf(update.add) };
  if ('remove' in update) return { clause: ' DELETE #groups :groups', values: setOf(update.remove) };
  if (update.all.length === 0) return { clause: ' REMOVE #groups' };
  return { clause: ', #groups = :groups', values: setOf(...update.all) };
}

function setOf(...groups: readonly string[]): Record<string, Set<string>> {
  return { ':groups': new Set(groups) };
}
