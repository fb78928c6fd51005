import { types } from 'node:util';

/**
 * Jest runs tests in a realm of their own, so errors of Node's network code are no `instanceof Error` there and the AWS
 * SDK hides them in wrappers that it never makes in production. Imported by specs that make the network fail.
 */
Object.defineProperty(Error, Symbol.hasInstance, {
  value(this: unknown, value: unknown): boolean {
    if (this === Error && types.isNativeError(value)) return true;
    return Function.prototype[Symbol.hasInstance].call(this as () => void, value);
  },
});
