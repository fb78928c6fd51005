import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import { type Language, preferredLanguage } from '../shared/languages.js';
import { traceOf } from './trace-context.js';

/** Who may call an operation. Without a rule nobody may. */
export type AccessRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'authenticated' }
  /** Members of any of these Cognito groups; `ADMIN` stands for the configured admin group. */
  | { readonly kind: 'groups'; readonly groups: readonly (string | typeof ADMIN)[] };

export const ACCESS_RULE = 'access-rule';

/** Stands for the group named by `ADMIN_GROUP`, which is known only when the service runs. */
export const ADMIN = Symbol('the configured admin group');

/** Anybody may call this. */
export const Public = (): MethodDecorator => access({ kind: 'public' });

/** Anybody who is signed in may call this. */
export const Authenticated = (): MethodDecorator => access({ kind: 'authenticated' });

/** Members of any of these Cognito groups may call this. */
export const Groups = (...groups: readonly (string | typeof ADMIN)[]): MethodDecorator =>
  access({ kind: 'groups', groups });

/** Members of the admin group may call this. */
export const AdminOnly = (): MethodDecorator => Groups(ADMIN);

/** Throws where the operation has a rule already: the one above would silently win, and it may be the laxer one. */
function access(rule: AccessRule): MethodDecorator {
  return (target: object, key: string | symbol, descriptor?: PropertyDescriptor) => {
    const handler: unknown = descriptor?.value;
    if (typeof handler !== 'function') throw new TypeError('An access rule stands on an operation');
    if (Reflect.hasOwnMetadata(ACCESS_RULE, handler)) {
      const name = `${target.constructor.name}.${String(key)}`;
      throw new TypeError(
        `${name} needs one of @Public, @Authenticated, @Groups and @AdminOnly, not several`,
      );
    }
    Reflect.defineMetadata(ACCESS_RULE, rule, handler);
  };
}

export const RECENT_AUTH = 'recent-auth';

/** How recent the sign-in must be; `undefined` minutes stand for `STEP_UP_MINUTES`. */
export interface RecentAuthRule {
  readonly minutes: number | undefined;
}

/** Asks for a sign-in of the last few minutes (RFC 9470), by the `auth_time` of the token; a refresh does not renew it. */
export const RequireRecentAuth = (minutes?: number): MethodDecorator =>
  SetMetadata<string, RecentAuthRule>(RECENT_AUTH, { minutes });

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the JWT guard on every request that it lets through to a guarded operation. */
    caller?: Caller;
  }
}

/** Who is calling. Only for guarded operations. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (caller === undefined) throw new TypeError('@CurrentUser() is for guarded operations');
  return caller;
});

/** Where the request comes from, signed in or not. */
export const Origin = createParamDecorator((_: unknown, context: ExecutionContext): RequestOrigin =>
  originOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The best of our languages for who calls; undefined where the request names none of them. */
export const AcceptedLanguage = createParamDecorator(
  (_: unknown, context: ExecutionContext): Language | undefined =>
    preferredLanguage(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']),
);

/** The user agent is cut, because it is kept and shown. */
export function originOf(request: FastifyRequest): RequestOrigin {
  const trace = traceOf(request.raw);
  const ipAddress = request.ip;
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 256);
  const requestId = request.id;
  return trace.given
    ? { ipAddress, userAgent, requestId, traceId: trace.traceId }
    : { ipAddress, userAgent, requestId };
}
