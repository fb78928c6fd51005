import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { type Expense, type ExpenseFields, type Kind, KINDS } from '../expense.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DEFAULT_LIMIT = 25;
const MAX_CENTS = 10_000_000_000;
const MAX_VERSION = 1_000_000_000;

@ApiSchema({ name: 'NewExpense' })
export class NewExpenseDto implements ExpenseFields {
  @ApiProperty({ enum: KINDS, default: 'EXPENSE', required: false })
  @IsIn(KINDS)
  kind: Kind = 'EXPENSE';

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MAX_CENTS,
    example: 1250,
    description: 'Whole cents.',
  })
  @IsInt()
  @Min(1)
  @Max(MAX_CENTS)
  amountCents!: number;

  @ApiProperty({ maxLength: 40, pattern: '^[a-z0-9-]+$', example: 'food' })
  @Matches(/^[a-z0-9-]{1,40}$/)
  category!: string;

  @ApiProperty({ format: 'date', example: '2026-01-31' })
  @Matches(DAY)
  @IsISO8601({ strict: true })
  date!: string;

  @ApiProperty({
    type: String,
    maxLength: 200,
    nullable: true,
    required: false,
    default: null,
    example: 'Lunch',
  })
  @IsOptional()
  @Length(1, 200)
  note: string | null = null;
}

@ApiSchema({ name: 'ChangedExpense' })
export class ChangedExpenseDto extends NewExpenseDto {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MAX_VERSION,
    example: 1,
    description: 'That of the expense that was read.',
  })
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  version!: number;
}

@ApiSchema({ name: 'Expense' })
export class ExpenseDto extends NewExpenseDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', example: 1 })
  version!: number;

  static of({ id, version, kind, amountCents, category, date, note }: Expense): ExpenseDto {
    return { id, version, kind, amountCents, category, date, note };
  }
}

@ApiSchema({ name: 'ExpensePage' })
export class ExpensePageDto {
  @ApiProperty({ type: [ExpenseDto] })
  items!: ExpenseDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: '`cursor` of the next page; null after the last.',
  })
  nextCursor!: string | null;
}

export class ExpenseListDto {
  @ApiPropertyOptional({ format: 'date', example: '2026-01-01', description: 'The first day.' })
  @IsOptional()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ format: 'date', example: '2026-12-31', description: 'The last day.' })
  @IsOptional()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  to?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: DEFAULT_LIMIT })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = DEFAULT_LIMIT;

  @ApiPropertyOptional({ description: 'The `nextCursor` of the page before.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,100}$/)
  cursor?: string;
}
