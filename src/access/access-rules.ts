import type { ExecutionContext } from '@nestjs/common';
import { ACCESS_RULE, type AccessRule, RECENT_AUTH, type RecentAuthRule } from '../http/access.decorators.js';

/** What the decorators of an operation ask of whoever calls it. */
export interface OperationRules {
  /** Undefined: then nobody may call it. */
  readonly access: AccessRule | undefined;
  readonly recentAuth: RecentAuthRule | undefined;
}

/** Several guards ask on every request, and what decorators say never changes. */
const known = new WeakMap<object, OperationRules>();

/** The rules of the operation that is called. */
export function rulesOf(context: ExecutionContext): OperationRules {
  const operation = context.getHandler();
  const rules = known.get(operation);
  if (rules !== undefined) return rules;
  const read = {
    access: Reflect.getMetadata(ACCESS_RULE, operation) as AccessRule | undefined,
    recentAuth: Reflect.getMetadata(RECENT_AUTH, operation) as RecentAuthRule | undefined,
  };
  known.set(operation, read);
  return read;
}
