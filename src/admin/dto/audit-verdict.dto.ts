import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AuditVerdict } from '../../audit/audit-verification.js';

/** Whether the audit trail is as it was written. */
@ApiSchema({ name: 'AuditVerdict' })
export class AuditVerdictDto {
  @ApiProperty({ example: true })
  intact!: boolean;

  /** How many events were looked at. */
  @ApiProperty({ type: 'integer', example: 48_213 })
  checked!: number;

  /** How many of them were sealed with a secret that is not configured any more: only their hashes and links were checked. */
  @ApiProperty({ type: 'integer', example: 0 })
  unsealed!: number;

  /** The oldest event that was altered or is missing; null where all is well, or where there is no telling which. */
  @ApiProperty({ type: String, nullable: true, example: null })
  firstBroken!: string | null;

  static of({ intact, checked, unsealed, firstBroken }: AuditVerdict): AuditVerdictDto {
    return { intact, checked, unsealed, firstBroken };
  }
}
