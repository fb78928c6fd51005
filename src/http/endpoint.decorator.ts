import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ErrorCode } from '../shared/error-code.js';
import { ACCESS_RULE, type AccessRule, RECENT_AUTH } from './access.decorators.js';
import { ERROR_CATALOGUE } from './error-catalogue.js';
import { ERROR_STATUS } from './error-status.js';
import { ProblemDto } from './problem.dto.js';

export interface EndpointOptions {
  readonly summary: string;
  /** When to use it, and what comes next. */
  readonly description?: string;
  /** The success status; 200 unless said. */
  readonly status?: number;
  /** What success means, in a few words. */
  readonly success?: string;
  /** The body of success; several make a union told apart by `discriminator`. None means no body. */
  readonly returns?: Type | { readonly anyOf: readonly Type[]; readonly discriminator: Discriminator };
  /** Another form of success, for which the caller asks by `Accept`. */
  readonly alternative?: { readonly mediaType: string; readonly example: string };
  /** Real answers, by the name that Swagger UI shows. */
  readonly examples?: Readonly<Record<string, unknown>>;
  /** The refusals of this operation itself; those of its access rule and of its body are added. */
  readonly errors?: readonly ErrorCode[];
  /** Headers of success beside the usual ones, by name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether a body, a query or a path is validated; false only where there is nothing to send in. */
  readonly validates?: boolean;
}

interface Discriminator {
  readonly property: string;
  readonly mapping: Readonly<Record<string, Type>>;
}

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
    applyDecorators(
      HttpCode(status),
      ApiOperation({
        summary: options.summary,
        ...(options.description !== undefined && { description: options.description }),
        ...(access.kind === 'public' && { security: [] }),
      }),
      ...(access.kind === 'public' ? [] : [ApiBearerAuth('bearer')]),
      ...successResponse(status, options),
      ...refusals(codesOf(options, access, Reflect.hasMetadata(RECENT_AUTH, handler))),
    )(target, key, descriptor);
  };
}

function codesOf(options: EndpointOptions, access: AccessRule, recentAuth: boolean): ErrorCode[] {
  return [
    ...(options.validates === false ? [] : WITH_INPUT),
    ...(access.kind === 'public' ? [] : GUARDED),
    ...(access.kind === 'groups' ? (['insufficient_scope'] as const) : []),
    ...(recentAuth ? (['insufficient_user_authentication'] as const) : []),
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
  if (returns === undefined) return [ApiResponse(common)];
  const types = 'anyOf' in returns ? returns.anyOf : [returns];
  const schema = 'anyOf' in returns ? unionSchema(returns) : { $ref: getSchemaPath(returns) };
  const examples = Object.fromEntries(
    Object.entries(options.examples ?? {}).map(([name, value]) => [name, { value }]),
  );
  return [
    ApiExtraModels(...types),
    ApiResponse({
      ...common,
      content: {
        'application/json': { schema, examples },
        ...(alternative && {
          [alternative.mediaType]: {
            schema: { type: 'string' },
            examples: { stream: { value: alternative.example } },
          },
        }),
      },
    }),
  ];
}

function unionSchema(union: { anyOf: readonly Type[]; discriminator: Discriminator }): object {
  const { property, mapping } = union.discriminator;
  return {
    oneOf: union.anyOf.map((type) => ({ $ref: getSchemaPath(type) })),
    discriminator: {
      propertyName: property,
      mapping: Object.fromEntries(Object.entries(mapping).map(([k, type]) => [k, getSchemaPath(type)])),
    },
  };
}

/** One documented response for each status, with one example for each code that has it. */
function refusals(codes: readonly ErrorCode[]): MethodDecorator[] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const status = ERROR_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [
    ApiExtraModels(ProblemDto),
    ...[...byStatus].map(([status, ofStatus]) =>
      ApiResponse({
        status,
        description: ofStatus.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].title}.`).join('\n\n'),
        headers: refusalHeaders(status),
        content: {
          'application/problem+json': {
            schema: { $ref: getSchemaPath(ProblemDto) },
            examples: Object.fromEntries(ofStatus.map((code) => [code, { value: exampleProblem(code) }])),
          },
        },
      }),
    ),
  ];
}

function refusalHeaders(status: number): Record<string, { description: string; schema: { type: 'string' } }> {
  const header = (description: string) => ({ description, schema: { type: 'string' as const } });
  if (status === 401) return { 'WWW-Authenticate': header('How to authenticate (RFC 6750).') };
  if ([423, 429, 503].includes(status)) return { 'Retry-After': header('Seconds to wait before a repeat.') };
  return {};
}

function exampleProblem(code: ErrorCode): ProblemDto {
  return {
    type: `/docs/errors#${code}`,
    title: ERROR_CATALOGUE[code].title,
    status: ERROR_STATUS[code],
    detail: ERROR_CATALOGUE[code].detail,
    instance: '/api/v1',
    code,
    requestId: '6f1c1f0e-6d0a-4c39-9a53-0a3f4be0a7a1',
    ...(code === 'validation_failed' && {
      errors: [{ field: 'email', message: 'must be an e-mail address' }],
    }),
    ...(code === 'password_policy_violation' && {
      errors: [{ field: 'password', message: 'must have at least 8 characters' }],
    }),
  };
}
