import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

/** Which page of a list; the list's own filters extend it. */
@ApiSchema({ name: 'PageQuery' })
export class PageQueryDto {
  /** How many items a page holds at most. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })
  @Transform(({ value }: { value: unknown }) => toNumber(value))
  @Max(MAX_LIMIT, { message: `must be at most ${MAX_LIMIT}` })
  @Min(1, { message: 'must be at least 1' })
  @IsInt({ message: 'must be a whole number' })
  limit: number = DEFAULT_LIMIT;

  /** The `nextCursor` of the page before, with the same filters. */
  @ApiPropertyOptional({ maxLength: 2048 })
  @IsOptional()
  @Matches(/^[A-Za-z0-9\-_.]{1,2048}$/, { message: 'must be the nextCursor of this very list' })
  cursor?: string;
}

/** The `nextCursor` of a page. */
export function NextCursor(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: String,
      nullable: true,
      description:
        '`cursor` of the next page, or null after the last. A page can hold fewer items than asked for, even none, although ' +
        'there is a next one.',
      example: 'pX2v0sT4u6w.q1N8y…',
    }),
  );
}

/** Digits only: `Number` alone would take blanks, hexadecimals and exponents too. */
function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?[0-9]{1,9}$/.test(value) ? Number(value) : value;
}
