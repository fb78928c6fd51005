import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Note' })
export class NoteDto {
  @ApiProperty({ example: 'Hello ada' })
  text!: string;
}
