import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

const CENTS = { type: 'integer', example: 1250 } as const;

@ApiSchema({ name: 'Balance' })
export class BalanceDto {
  @ApiProperty(CENTS)
  incomeCents!: number;

  @ApiProperty(CENTS)
  expenseCents!: number;

  @ApiProperty({ ...CENTS, description: 'Income less expenses.' })
  balanceCents!: number;
}

@ApiSchema({ name: 'CategorySummary' })
export class CategorySummaryDto {
  @ApiProperty({ example: 'food' })
  category!: string;

  @ApiProperty(CENTS)
  expenseCents!: number;
}

@ApiSchema({ name: 'MonthSummary' })
export class MonthSummaryDto extends BalanceDto {
  @ApiProperty({ example: '2026-01' })
  month!: string;

  @ApiProperty({ type: [CategorySummaryDto], description: 'The largest first.' })
  categories!: readonly CategorySummaryDto[];
}

export class YearDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1900,
    maximum: 9999,
    description: 'This year where absent.',
  })
  @Type(() => Number)
  @IsInt()
  @Min(1900)
  @Max(9999)
  year: number = new Date().getUTCFullYear();
}
