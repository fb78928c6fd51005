import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { UserIdDto } from './user-id.dto.js';

@ApiSchema({ name: 'UserSessionPath' })
export class UserSessionPathDto extends UserIdDto {
  @ApiProperty({ pattern: '^[A-Za-z0-9-]{1,64}$', example: '5e0b2f4a-9a0c-4b52-a1a3-0f8a6c1d7e11' })
  @Matches(/^[A-Za-z0-9-]{1,64}$/, { message: 'must be a session id' })
  sessionId!: string;
}
