import { ApiSchema } from '@nestjs/swagger';
import { PersonName, ShortText } from '../../http/field.decorators.js';

/** What one may change of one's own profile; fields left out stay as they are. */
@ApiSchema({ name: 'UpdateProfileRequest' })
export class UpdateProfileDto {
  @PersonName('Ada', { optional: true })
  firstName?: string;

  @PersonName('King', { optional: true })
  lastName?: string;

  /** `null` takes it away. */
  @ShortText('Research', { nullable: true })
  department?: string | null;
}
