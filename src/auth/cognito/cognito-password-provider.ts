import {
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { Logger } from '@nestjs/common';
import { AppError } from '../../shared/app-error.js';
import {
  PasswordProvider,
  type PasswordChangeOutcome,
  type PasswordResetOutcome,
} from '../password-provider.port.js';
import {
  CHANGE_PASSWORD_ERRORS,
  FORGOT_PASSWORD_ERRORS,
  RESET_PASSWORD_ERRORS,
} from './account-error-tables.js';
import { clientUser } from './client-user.js';
import { attempt, refusalOf } from './cognito-errors.js';
import { CognitoInvitations } from './cognito-invitations.js';
import type { CognitoSettings } from './cognito-settings.js';
import { violationsOf } from './password-violations.js';

/** Passwords in an Amazon Cognito user pool, for a confidential or a public app client. */
export class CognitoPasswordProvider extends PasswordProvider {
  private readonly logger = new Logger('CognitoPasswordProvider');
  private readonly invitations: CognitoInvitations;

  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly settings: CognitoSettings,
  ) {
    super();
    this.invitations = new CognitoInvitations(client, settings.userPool.userPoolId);
  }

  async startReset(email: string): Promise<void> {
    const command = new ForgotPasswordCommand(clientUser(this.settings.userPool, email));
    const result = await attempt(() => this.client.send(command), FORGOT_PASSWORD_ERRORS);
    if (!('refused' in result)) return;
    if (result.refused === 'invited') await this.inviteAgain(email);
    if (result.refused === 'undeliverable') {
      this.logger.error(
        'Cognito could not send a code for a new password: check the e-mail settings of the user pool',
      );
    }
  }

  async confirmReset(email: string, code: string, newPassword: string): Promise<PasswordResetOutcome> {
    const command = new ConfirmForgotPasswordCommand({
      ...clientUser(this.settings.userPool, email),
      ConfirmationCode: code,
      Password: newPassword,
    });
    try {
      await this.client.send(command);
      return { outcome: 'set' };
    } catch (error) {
      const outcome = refusalOf(error, RESET_PASSWORD_ERRORS);
      return outcome === 'rejected' ? this.rejected(error) : { outcome };
    }
  }

  async change(
    accessToken: string,
    currentPassword: string,
    newPassword: string,
  ): Promise<PasswordChangeOutcome> {
    const command = new ChangePasswordCommand({
      AccessToken: accessToken,
      PreviousPassword: currentPassword,
      ProposedPassword: newPassword,
    });
    try {
      await this.client.send(command);
      return { outcome: 'set' };
    } catch (error) {
      const outcome = refusalOf(error, CHANGE_PASSWORD_ERRORS);
      if (outcome === 'token_refused') throw new AppError('invalid_token');
      return outcome === 'rejected' ? this.rejected(error) : { outcome };
    }
  }

  /** A failure here is only logged: to answer it would tell that the address is that of an invited account. */
  private async inviteAgain(email: string): Promise<void> {
    try {
      await this.invitations.resend(email);
    } catch {
      this.logger.error('Cognito could not send an invitation again');
    }
  }

  private rejected(error: unknown): PasswordResetOutcome & { readonly outcome: 'rejected' } {
    return { outcome: 'rejected', violations: violationsOf(error, this.settings.minimumPasswordLength) };
  }
}
