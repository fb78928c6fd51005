import { applyDecorators, HttpCode, SetMetadata, type Type, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConsumes,
  ApiExtraModels,
  ApiOAuth2,
  ApiOperation,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { ErrorCode } from '../shared/error-code.js';
import { ACCESS_RULE, type AccessRule, ADMIN, RECENT_AUTH } from './access.decorators.js';
import { FORM, FormGuard } from './form.guard.js';
import { oauthRefusals } from './oauth-responses.js';
import { refusals } from './refusal-responses.js';
import { type Union, unionSchema } from './unions.js';

export interface EndpointOptions {
  readonly summary: string;
  /** When to use it, and what it does. */
  readonly description: string;
  /** The operation that usually follows, or what the caller does then. */
  readonly next: string;
  /** The success status; 200 unless said. */
  readonly status?: number;
  /** What success means, in a few words. */
  readonly success?: string;
  /** The body of success. None means no body. */
  readonly returns?: Type | Union;
  /** A text instead of a JSON body, or, beside one, for callers that ask for it by `Accept`. */
  readonly alternative?: { readonly mediaType: string; readonly example: string };
  /** The body of a 503 that is an answer and no refusal. */
  readonly unavailable?: { readonly returns: Type; readonly examples: Readonly<Record<string, unknown>> };
  /** Where success can lead instead of answering. */
  readonly redirects?: string;
  /** Real answers, by the name that Swagger UI shows. */
  readonly examples?: Readonly<Record<string, unknown>>;
  /** The refusals of this operation itself; those of its access rule and of its body are added. */
  readonly errors?: readonly ErrorCode[];
  /** Headers of success beside the usual ones, by name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `oauth` takes a form and refuses in the form of RFC 6749; everything else takes JSON and refuses with problems. */
  readonly protocol?: 'oauth';
  /** How often it may be called; cheap operations need no policy of their own. */
  readonly limit?: string;
  /** Whether a body, a query or a path is validated; false only where there is nothing to send in. */
  readonly validates?: boolean;
}

/** The rate-limit policy that an operation names; without one the default counts. */
export const LIMIT_POLICY = 'limit-policy';

const ALWAYS: readonly ErrorCode[] = ['internal_error', 'service_unavailable'];
const WITH_INPUT: readonly ErrorCode[] = [
  'validation_failed',
  'malformed_request',
  'payload_too_large',
  'unsupported_media_type',
];
const GUARDED: readonly ErrorCode[] = [
  'authentication_required',
  'invalid_token',
  'session_revoked',
  'session_idle_timeout',
  'account_disabled',
];

/**
 * The whole Swagger part of an operation in one decorator: summary, success, and every refusal with an example. It
 * stands on top of the access decorator, because what an operation refuses depends on who may call it.
 */
export function Endpoint(options: EndpointOptions): MethodDecorator {
  return (target, key, descriptor) => {
    const handler = descriptor.value as object;
    const access = Reflect.getMetadata(ACCESS_RULE, handler) as AccessRule | undefined;
    if (access === undefined) throw new TypeError(`${String(key)}: put an access decorator below @Endpoint`);
    const status = options.status ?? 200;
    const recentAuth = Reflect.hasMetadata(RECENT_AUTH, handler);
    applyDecorators(
      HttpCode(status),
      SetMetadata(LIMIT_POLICY, options.limit),
      ApiOperation({
        summary: options.summary,
        description: describe(options, access, recentAuth),
        ...(access.kind === 'public' && { security: [] }),
      }),
      ...(access.kind === 'public'
        ? []
        : [ApiBearerAuth('bearer'), ApiOAuth2([], 'password'), ApiOAuth2([], 'hosted-pages')]),
      ...(options.protocol === 'oauth' ? oauthForm() : []),
      ...successResponse(status, options),
      ...redirectResponse(options),
      ...(options.protocol === 'oauth'
        ? oauthRefusals()
        : refusals(codesOf(options, access, Reflect.hasMetadata(RECENT_AUTH, handler)), options.unavailable)),
    )(target, key, descriptor);
  };
}

/** What it is for, what comes next, and what it takes to call it. */
function describe(options: EndpointOptions, access: AccessRule, recentAuth: boolean): string {
  const { description, next, limit = 'default' } = options;
  const facts = [
    `**For** ${callersOf(access)}${recentAuth ? ', after a recent sign-in' : ''}`,
    `**Limit** \`${limit}\``,
  ];
  return `${description}\n\n**Next:** ${next}\n\n${facts.join(' · ')}`;
}

function callersOf(access: AccessRule): string {
  if (access.kind === 'public') return 'anybody';
  if (access.kind === 'authenticated') return 'whoever is signed in';
  const names = access.groups.map((group) => (group === ADMIN ? 'the admin group' : `\`${group}\``));
  return `members of ${names.join(' or ')}`;
}

function oauthForm(): (MethodDecorator & ClassDecorator)[] {
  return [RouteConfig({ protocol: 'oauth' }), UseGuards(FormGuard), ApiConsumes(FORM)];
}

function codesOf(options: EndpointOptions, access: AccessRule, recentAuth: boolean): ErrorCode[] {
  return [
    ...(options.validates === false ? [] : WITH_INPUT),
    ...(access.kind === 'public' ? [] : GUARDED),
    ...(access.kind === 'groups' ? (['insufficient_scope'] as const) : []),
    ...(recentAuth ? (['insufficient_user_authentication'] as const) : []),
    'too_many_requests',
    ...(options.errors ?? []),
    ...ALWAYS,
  ];
}

function successResponse(status: number, options: EndpointOptions): MethodDecorator[] {
  const { returns, alternative, success = options.summary } = options;
  const headers = Object.fromEntries(
    Object.entries(options.headers ?? {}).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' as const } },
    ]),
  );
  const common = { status, description: success, ...(options.headers && { headers }) };
  const text = alternative && {
    [alternative.mediaType]: {
      schema: { type: 'string' as const },
      examples: { text: { value: alternative.example } },
    },
  };
  if (returns === undefined) return [ApiResponse({ ...common, ...(text && { content: text }) })];
  const types = 'members' in returns ? Object.values(returns.members) : [returns];
  const schema = 'members' in returns ? unionSchema(returns) : { $ref: getSchemaPath(returns) };
  const examples = Object.fromEntries(
    Object.entries(options.examples ?? {}).map(([name, value]) => [name, { value }]),
  );
  return [
    ApiExtraModels(...types),
    ApiResponse({
      ...common,
      content: {
        'application/json': { schema, examples },
        ...text,
      },
    }),
  ];
}

function redirectResponse({ redirects }: EndpointOptions): MethodDecorator[] {
  if (redirects === undefined) return [];
  const headers = { Location: { description: redirects, schema: { type: 'string' as const } } };
  return [ApiResponse({ status: 302, description: redirects, headers })];
}
