import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { FactorState } from '../factor-provider.port.js';
import type { OwnTotp } from '../social/own-totp.js';
import { CognitoFactorProvider } from './cognito-factor-provider.js';
import type { CognitoSettings } from './cognito-settings.js';

/** Factors that Cognito keeps, and those that the service keeps for users of a social provider. */
export class ExternalAwareFactorProvider extends CognitoFactorProvider {
  constructor(
    client: CognitoIdentityProviderClient,
    settings: CognitoSettings,
    private readonly ownTotp: OwnTotp,
  ) {
    super(client, settings);
  }

  override async list(userId: string): Promise<readonly FactorState[]> {
    const [kept, isSetUp] = await Promise.all([super.list(userId), this.ownTotp.isSetUp(userId)]);
    return isSetUp ? [{ method: 'TOTP', enabled: true, preferred: true }] : kept;
  }

  override async removeTotp(userId: string): Promise<void> {
    await Promise.all([super.removeTotp(userId), this.ownTotp.remove(userId)]);
  }
}
