import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { AssociateResult, EnrolmentSubject, VerifyEnrolmentResult } from '../identity-provider.port.js';
import type { OwnTotp } from '../social/own-totp.js';
import type { SocialProvider } from '../social/social-provider.port.js';
import { CognitoIdentityProvider } from './cognito-identity-provider.js';
import type { CognitoSettings } from './cognito-settings.js';

/** Cognito keeps no authenticator app for users of a social provider; for them the service keeps it. */
export class ExternalAwareIdentityProvider extends CognitoIdentityProvider {
  constructor(
    client: CognitoIdentityProviderClient,
    settings: CognitoSettings,
    private readonly social: SocialProvider,
    private readonly ownTotp: OwnTotp,
  ) {
    super(client, settings);
  }

  override async associateTotp(subject: EnrolmentSubject): Promise<AssociateResult> {
    if ('pending' in subject || !this.social.tokenFacts(subject.accessToken).isExternal) {
      return super.associateTotp(subject);
    }
    const secret = await this.ownTotp.setUp(subject.userId);
    return { outcome: 'associated', secret, providerSession: null };
  }

  override async verifyTotp(
    subject: { readonly accessToken: string; readonly userId: string },
    code: string,
    deviceName?: string,
  ): Promise<VerifyEnrolmentResult> {
    if (!this.social.tokenFacts(subject.accessToken).isExternal)
      return super.verifyTotp(subject, code, deviceName);
    const proof = await this.ownTotp.verifySetUp(subject.userId, code);
    return proof === 'account_locked' ? 'code_mismatch' : proof;
  }
}
