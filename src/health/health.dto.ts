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
  /** `draining`: it is about to stop, and wants no more requests. */
  @ApiProperty({ enum: ['ok', 'unavailable', 'draining'], example: 'ok' })
  status!: 'ok' | 'unavailable' | 'draining';

  @ApiProperty({ type: () => ReadinessChecksDto })
  checks!: ReadinessChecksDto;
}
