import { believedIdentity, type RoleRules } from '../../auth/believed-identity.js';
import { identityFrom } from '../../auth/cognito/cognito-attributes.js';
import type { ProfileRepository } from '../../users/profile-repository.port.js';
import type { LogLine } from '../lambda-handler.js';
import type { PostConfirmationEvent, TriggerHandler } from '../trigger-event.js';

/** Cognito waits for five seconds, and then invokes the function again. */
const WITHIN_MS = 4_000;

interface Parts {
  readonly profiles: Pick<ProfileRepository, 'confirm' | 'create'>;
  readonly roles: RoleRules;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: LogLine;
}

/**
 * Writes the profile of who has just been confirmed, wherever that was done. It may be repeated. Its failure fails nothing:
 * the account is confirmed already, and the next sign-in completes the profile.
 */
export function postConfirmation(parts: Parts): TriggerHandler<PostConfirmationEvent> {
  return async (event) => {
    if (event.triggerSource === 'PostConfirmation_ConfirmSignUp' && isOwnAccount(event)) {
      try {
        await inTime(complete(event, parts));
      } catch (error) {
        const reason = error instanceof Error ? (error.stack ?? error.message) : 'unknown';
        parts.log(`The profile was not written; the next sign-in does it. ${reason}`);
      }
    }
    return event;
  };
}

/** The service may yet turn away who came through a provider, so it makes their profile itself when it lets them in. */
function isOwnAccount({ request }: PostConfirmationEvent): boolean {
  return request.userAttributes['cognito:user_status'] !== 'EXTERNAL_PROVIDER';
}

/** Nobody has proved the address of whom an administrator confirmed, so a profile that is there already stays as it is. */
async function complete({ request }: PostConfirmationEvent, { profiles, roles, now }: Parts): Promise<void> {
  const identity = believedIdentity(roles, identityFrom(request.userAttributes));
  if (identity.userId === '') throw new TypeError('the event names no sub');
  const at = new Date(now()).toISOString();
  await (identity.emailVerified ? profiles.confirm(identity, at) : profiles.create(identity, 'ACTIVE', at));
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`DynamoDB did not answer within ${WITHIN_MS} ms`));
    }, WITHIN_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
