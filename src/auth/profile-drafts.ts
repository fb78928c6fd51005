import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Clock } from '../shared/clock.js';
import type { ProfileDraft } from '../users/profile.js';
import { RolePolicy } from './role-policy.js';

/** What a sign-up form says of a person. */
export interface PersonForm {
  readonly firstName: string;
  readonly lastName: string;
  readonly role?: string;
  readonly department?: string;
  readonly employeeId?: string;
}

/** Makes the draft of a profile from a sign-up form: the role it may have, and the terms it accepts. */
@Injectable()
export class ProfileDrafts {
  constructor(
    private readonly roles: RolePolicy,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  fromForm(form: PersonForm): ProfileDraft {
    return {
      firstName: form.firstName,
      lastName: form.lastName,
      role: this.roles.chosenAtSignUp(form.role),
      department: form.department ?? null,
      employeeId: form.employeeId ?? null,
      termsVersion: this.settings.termsVersion,
      termsAcceptedAt: new Date(this.clock.now()).toISOString(),
    };
  }
}
