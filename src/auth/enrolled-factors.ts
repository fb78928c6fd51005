import { Injectable } from '@nestjs/common';
import { ProfilesService } from '../users/profiles.service.js';
import { RecoveryCodes } from './recovery-codes.js';

/** What the service itself keeps of an enrolled factor: the mirror in the profile, and the recovery codes. */
@Injectable()
export class EnrolledFactors {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly recoveryCodes: RecoveryCodes,
  ) {}

  async ownerOf(userId: string): Promise<{ readonly email: string }> {
    return this.profiles.get(userId);
  }

  issueFirstRecoveryCodes(userId: string): Promise<readonly string[] | null> {
    return this.recoveryCodes.issueFirst(userId);
  }

  async enrolled(userId: string): Promise<readonly string[] | null> {
    const [codes] = await Promise.all([
      this.recoveryCodes.issueFirst(userId),
      this.profiles.setMfaEnabled(userId, true),
    ]);
    return codes;
  }
}
