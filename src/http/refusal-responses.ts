import type { Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ErrorCode } from '../shared/error-code.js';
import { ERROR_CATALOGUE } from './error-catalogue.js';
import { ERROR_STATUS } from './error-status.js';
import { ProblemDto } from './problem.dto.js';

interface Answer {
  readonly returns: Type;
  readonly examples: Readonly<Record<string, unknown>>;
}

/**
 * One documented response for each status, with one example for each code that has it. A 503 can be an answer as well.
 */
export function refusals(codes: readonly ErrorCode[], unavailable?: Answer): MethodDecorator[] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const status = ERROR_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [
    ApiExtraModels(ProblemDto, ...(unavailable ? [unavailable.returns] : [])),
    ...[...byStatus].map(([status, ofStatus]) =>
      ApiResponse({
        status,
        description: ofStatus.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].title}.`).join('\n\n'),
        headers: refusalHeaders(status),
        content: {
          ...(status === 503 && unavailable && jsonOf(unavailable)),
          'application/problem+json': {
            schema: { $ref: getSchemaPath(ProblemDto) },
            examples: Object.fromEntries(ofStatus.map((code) => [code, { value: exampleProblem(code) }])),
          },
        },
      }),
    ),
  ];
}

function jsonOf({ returns, examples }: Answer): Record<string, object> {
  const values = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return {
    'application/json': {
      schema: { $ref: getSchemaPath(returns) },
      examples: Object.fromEntries(values) as object,
    },
  };
}

const header = (description: string) => ({ description, schema: { type: 'string' as const } });

/** What a refusal of this status says beside its body. */
export function refusalHeaders(status: number): Record<string, ReturnType<typeof header>> {
  const retryAfter = { 'Retry-After': header('Seconds to wait before a repeat.') };
  if (status === 401) return { 'WWW-Authenticate': header('How to authenticate (RFC 6750).') };
  if (status === 429) {
    return {
      ...retryAfter,
      RateLimit: header('How much is left, as with every answer: `"login";r=0;t=60`.'),
      'RateLimit-Policy': header('How much there is: `"login";q=10;w=60`.'),
    };
  }
  return [423, 503].includes(status) ? retryAfter : {};
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
      errors: [{ field: 'password', message: 'must be at least 8 characters long' }],
    }),
  };
}
