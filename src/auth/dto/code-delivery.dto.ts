import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** Where a code was sent. */
@ApiSchema({ name: 'CodeDelivery' })
export class CodeDeliveryDto {
  @ApiProperty({ enum: ['EMAIL', 'SMS'], example: 'EMAIL' })
  medium!: 'EMAIL' | 'SMS';

  /** Masked. */
  @ApiProperty({ example: 'a***@e***.com' })
  destination!: string;
}

@ApiSchema({ name: 'CodeDeliveryResult' })
export class CodeDeliveryResultDto {
  /** Made from the address that was sent in, so it says nothing about the account. */
  @ApiProperty({ type: () => CodeDeliveryDto })
  codeDelivery!: CodeDeliveryDto;
}
