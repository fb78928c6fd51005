import type { ExecutionContext } from '@nestjs/common';
import { ACCESS_RULE, type AccessRule } from '../http/access.decorators.js';

/** The rule of the operation that is called, or undefined: then nobody may call it. */
export function accessRuleOf(context: ExecutionContext): AccessRule | undefined {
  return Reflect.getMetadata(ACCESS_RULE, context.getHandler()) as AccessRule | undefined;
}
