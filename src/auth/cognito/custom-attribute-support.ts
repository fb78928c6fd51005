import { Logger } from '@nestjs/common';

/** Remembers whether the pool keeps the draft's custom attributes. A pool made by an older guide does not. */
export class CustomAttributeSupport {
  private readonly logger = new Logger('CustomAttributeSupport');
  private kept = true;

  get areKept(): boolean {
    return this.kept;
  }

  /** From now on they are left out; said once. */
  markMissing(): void {
    if (!this.kept) return;
    this.kept = false;
    this.logger.warn(
      'The user pool does not keep custom:role, custom:department, custom:employee_id, custom:terms_version and ' +
        'custom:terms_at (all mutable strings), or the app client may not write them: profiles lost between ' +
        'Cognito and DynamoDB cannot be completed. Run the provisioning command, or add the attributes to the pool.',
    );
  }
}
