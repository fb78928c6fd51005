import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { Logger } from '@nestjs/common';
import { AppError } from '../../shared/app-error.js';
import { AccountProvider, type EmailChangeResult, type EmailChangeStart } from '../account-provider.port.js';
import { EMAIL_CHANGE_ERRORS, EMAIL_PROOF_ERRORS, OWN_ACCOUNT_ERRORS } from './account-error-tables.js';
import { USER_ERRORS } from './administration-error-tables.js';
import { attributeMap, identityFrom } from './cognito-attributes.js';
import { attempt } from './cognito-errors.js';
import type { CognitoSettings } from './cognito-settings.js';
import { repeatRead } from './repeat-read.js';

/** Accounts of an Amazon Cognito user pool, beyond signing in. */
export class CognitoAccountProvider extends AccountProvider {
  private readonly logger = new Logger('CognitoAccountProvider');

  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly settings: CognitoSettings,
  ) {
    super();
  }

  async startEmailChange(accessToken: string, newEmail: string): Promise<EmailChangeStart> {
    if ((await this.addressOf(accessToken)) === newEmail.toLowerCase()) return 'same';
    const command = new UpdateUserAttributesCommand({
      AccessToken: accessToken,
      UserAttributes: [{ Name: 'email', Value: newEmail }],
    });
    const result = await attempt(() => this.client.send(command), EMAIL_CHANGE_ERRORS);
    if (!('refused' in result)) return 'started';
    if (result.refused === 'token_refused') throw new AppError('invalid_token');
    if (result.refused === 'taken') return 'taken';
    this.logger.error(
      'Cognito could not send the code for a new address: check the e-mail settings of the user pool',
    );
    return 'started';
  }

  async confirmEmailChange(accessToken: string, code: string): Promise<EmailChangeResult> {
    const command = new VerifyUserAttributeCommand({
      AccessToken: accessToken,
      AttributeName: 'email',
      Code: code,
    });
    const result = await attempt(() => this.client.send(command), EMAIL_PROOF_ERRORS);
    if (!('refused' in result)) return 'changed';
    if (result.refused === 'token_refused') throw new AppError('invalid_token');
    return result.refused;
  }

  async localeOf(userId: string): Promise<string | null> {
    const command = new AdminGetUserCommand(this.user(userId));
    const result = await repeatRead(() => attempt(() => this.client.send(command), USER_ERRORS));
    if ('refused' in result) return null;
    return result.answer.UserAttributes?.find(({ Name }) => Name === 'locale')?.Value ?? null;
  }

  async signOutEverywhere(userId: string): Promise<void> {
    const command = new AdminUserGlobalSignOutCommand(this.user(userId));
    await attempt(() => this.client.send(command), USER_ERRORS);
  }

  async erase(userId: string): Promise<void> {
    const command = new AdminDeleteUserCommand(this.user(userId));
    await attempt(() => this.client.send(command), USER_ERRORS);
  }

  private async addressOf(accessToken: string): Promise<string> {
    const command = new GetUserCommand({ AccessToken: accessToken });
    const result = await repeatRead(() => attempt(() => this.client.send(command), OWN_ACCOUNT_ERRORS));
    if ('refused' in result) throw new AppError('invalid_token');
    return identityFrom(attributeMap(result.answer.UserAttributes)).email;
  }

  private user(userId: string): { UserPoolId: string; Username: string } {
    return { UserPoolId: this.settings.userPool.userPoolId, Username: userId };
  }
}
