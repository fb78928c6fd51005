import type { ExternalAccount } from './social-provider.port.js';

/** What is to happen once the owner of the password has signed in. */
export interface SocialLink {
  readonly external: ExternalAccount;
  /** The external account, and whatever profile it may have, goes with the link. */
  readonly externalUserId: string;
  /** The account with the password. */
  readonly userId: string;
}
