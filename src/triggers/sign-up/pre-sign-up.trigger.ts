import { UNVERIFIED_EXTERNAL_ADDRESS } from '../../shared/sign-up-refusals.js';
import type { PreSignUpEvent, TriggerHandler } from '../trigger-event.js';
import { TriggerRefusal } from '../trigger-refusal.js';

interface SignUpPolicy {
  /** Whether a sign-up is confirmed without a code. */
  readonly autoConfirm: boolean;
}

/**
 * Decides on new accounts. Who comes through a provider needs an address that the provider has verified, and gets an account
 * of its own: it is never linked here to one with the same address, since that is for the service, once the password of that
 * account is proved. Sign-ups and invitations pass; the service itself has judged them.
 */
export function preSignUp({ autoConfirm }: SignUpPolicy): TriggerHandler<PreSignUpEvent> {
  return (event) => {
    const { email, email_verified } = event.request.userAttributes;
    if (event.triggerSource === 'PreSignUp_ExternalProvider' && email_verified !== 'true') {
      return Promise.reject(new TriggerRefusal(UNVERIFIED_EXTERNAL_ADDRESS));
    }
    if (event.triggerSource !== 'PreSignUp_SignUp' || !autoConfirm) return Promise.resolve(event);
    // Without a verified address there would be no way to reset the password.
    const confirmed = { autoConfirmUser: true, ...(email !== undefined && { autoVerifyEmail: true }) };
    return Promise.resolve({ ...event, response: { ...event.response, ...confirmed } });
  };
}
