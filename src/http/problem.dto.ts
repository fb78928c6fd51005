import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ERROR_CODES, type ErrorCode } from '../shared/error-code.js';

@ApiSchema({ name: 'FieldProblem' })
export class FieldProblemDto {
  /** The field that breaks the rule. */
  @ApiProperty({ example: 'email' })
  field!: string;

  /** The rule, in words. */
  @ApiProperty({ example: 'must be an e-mail address' })
  message!: string;
}

/** A refusal (RFC 9457). Branch on `code`: it is stable. */
@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  /** Page that explains the code. */
  @ApiProperty({ format: 'uri-reference', example: '/docs/errors#validation_failed' })
  type!: string;

  @ApiProperty({ example: 'The request is not valid' })
  title!: string;

  /** The HTTP status again. */
  @ApiProperty({ type: 'integer', example: 400 })
  status!: number;

  /** For people. */
  @ApiProperty({ example: 'One or more fields break a rule.' })
  detail!: string;

  /** The path that was called. */
  @ApiProperty({ format: 'uri-reference', example: '/api/v1/auth/register' })
  instance!: string;

  @ApiProperty({ enum: ERROR_CODES, enumName: 'ErrorCode', example: 'validation_failed' })
  code!: ErrorCode;

  /** The same as the `X-Request-Id` header. */
  @ApiProperty({ example: '6f1c1f0e-6d0a-4c39-9a53-0a3f4be0a7a1' })
  requestId!: string;

  /** One entry for each broken rule. */
  @ApiPropertyOptional({ type: [FieldProblemDto] })
  errors?: FieldProblemDto[];
}
