import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Health' })
export class HealthDto {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  status!: 'ok';
}

const CHECK = ['up', 'down'] as const;
type Check = (typeof CHECK)[number];

@ApiSchema({ name: 'ReadinessChecks' })
export class ReadinessChecksDto {
  /** Whether the tables answer. */
  @ApiProperty({ enum: CHECK, example: 'up' })
  dynamodb!: Check;

  /** Whether the user pool's keys are at hand. */
  @ApiProperty({ enum: CHECK, example: 'up' })
  cognito!: Check;
}

@ApiSchema({ name: 'Readiness' })
export class ReadinessDto {
  @ApiProperty({ enum: ['ok', 'unavailable'], example: 'ok' })
  status!: 'ok' | 'unavailable';

  @ApiProperty({ type: () => ReadinessChecksDto })
  checks!: ReadinessChecksDto;
}
