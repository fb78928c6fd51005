import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Matches } from 'class-validator';

@ApiSchema({ name: 'UserIdPath' })
export class UserIdDto {
  /** Cognito `sub`; it looks like a UUID but its version is not always one. */
  @ApiProperty({ pattern: '^[A-Za-z0-9-]{1,64}$', example: '34c84488-e0e1-70ae-9b5d-1f0c5d1f2a3b' })
  @Matches(/^[A-Za-z0-9-]{1,64}$/, { message: 'must be a user id' })
  userId!: string;
}
