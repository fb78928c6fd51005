import {
  AdminDeleteSoftwareTokenCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { FactorProvider, type FactorState } from '../factor-provider.port.js';
import type { MfaMethod } from '../identity-provider.port.js';
import {
  REMOVE_FACTOR_ERRORS,
  SWITCH_FACTOR_OFF_ERRORS,
  USER_ERRORS,
} from './administration-error-tables.js';
import { mfaAnswer } from './cognito-challenges.js';
import { attempt } from './cognito-errors.js';
import type { CognitoSettings } from './cognito-settings.js';
import { repeatRead } from './repeat-read.js';

const METHODS: readonly MfaMethod[] = ['TOTP', 'SMS', 'EMAIL'];

/** Second factors as Cognito keeps them. Its operations on behalf of a user need a token; these need none. */
export class CognitoFactorProvider extends FactorProvider {
  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly settings: CognitoSettings,
  ) {
    super();
  }

  async list(userId: string): Promise<readonly FactorState[]> {
    const command = new AdminGetUserCommand(this.user(userId));
    const result = await repeatRead(() => attempt(() => this.client.send(command), USER_ERRORS));
    if ('refused' in result) return [];
    const { UserMFASettingList = [], PreferredMfaSetting } = result.answer;
    // Cognito asks for the only factor there is, whether or not it is said to be preferred.
    const preferred = UserMFASettingList.length === 1 ? UserMFASettingList[0] : PreferredMfaSetting;
    return METHODS.map((method) => ({ method, name: mfaAnswer(method).name }))
      .filter(({ name }) => UserMFASettingList.includes(name))
      .map(({ method, name }) => ({ method, enabled: true, preferred: name === preferred }));
  }

  async removeTotp(userId: string): Promise<void> {
    const preference = new AdminSetUserMFAPreferenceCommand({
      ...this.user(userId),
      SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
    });
    await attempt(() => this.client.send(preference), SWITCH_FACTOR_OFF_ERRORS);
    const removal = new AdminDeleteSoftwareTokenCommand(this.user(userId));
    await attempt(() => this.client.send(removal), REMOVE_FACTOR_ERRORS);
  }

  private user(userId: string): { UserPoolId: string; Username: string } {
    return { UserPoolId: this.settings.userPool.userPoolId, Username: userId };
  }
}
