import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  type AdminCreateUserCommandOutput,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { Logger } from '@nestjs/common';
import type { AdministeredAccount, Invitation, InvitationResult } from '../identity-administration.port.js';
import { accountFrom } from './administered-account.js';
import { INVITE_ERRORS, RESEND_INVITATION_ERRORS, USER_ERRORS } from './administration-error-tables.js';
import { customAttributes, isSameDraft, standardAttributes } from './cognito-attributes.js';
import { attempt, failureOf, refusalOf } from './cognito-errors.js';
import { CustomAttributeSupport } from './custom-attribute-support.js';
import { repeatRead } from './repeat-read.js';

/** Accounts that somebody else makes: Cognito mails a temporary password, and the address counts as verified. */
export class CognitoInvitations {
  private readonly logger = new Logger('CognitoInvitations');
  private readonly customAttributes = new CustomAttributeSupport();

  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly userPoolId: string,
  ) {}

  send(invitation: Invitation): Promise<InvitationResult> {
    return this.sendWith(invitation, this.customAttributes.areKept);
  }

  /** False where nobody of this address has a temporary password. */
  async resend(email: string): Promise<boolean> {
    const command = new AdminCreateUserCommand({
      UserPoolId: this.userPoolId,
      Username: email,
      MessageAction: 'RESEND',
      DesiredDeliveryMediums: ['EMAIL'],
    });
    const result = await attempt(() => this.client.send(command), RESEND_INVITATION_ERRORS);
    return !('refused' in result);
  }

  /** AdminGetUser, repeated once where Cognito did not answer. */
  async find(username: string): Promise<AdministeredAccount | null> {
    const command = new AdminGetUserCommand({ UserPoolId: this.userPoolId, Username: username });
    const result = await repeatRead(() => attempt(() => this.client.send(command), USER_ERRORS));
    return 'refused' in result ? null : accountFrom(result.answer);
  }

  private async sendWith(invitation: Invitation, custom: boolean): Promise<InvitationResult> {
    try {
      const { User } = await this.create(invitation, custom);
      return { outcome: 'invited', account: accountFrom(User ?? {}) };
    } catch (error) {
      const refusal = refusalOf(error, INVITE_ERRORS);
      switch (refusal) {
        case 'taken':
          return { outcome: 'taken' };
        case 'undelivered':
          return this.invitedWithoutMail(invitation, custom, error);
        case 'schema':
          if (!custom) throw failureOf(error);
          return this.sendWithStandardAttributes(invitation);
      }
    }
  }

  /** A pool without the custom attributes refuses before it creates anything, so once more without them is safe. */
  private async sendWithStandardAttributes(invitation: Invitation): Promise<InvitationResult> {
    const result = await this.sendWith(invitation, false);
    this.customAttributes.markMissing();
    return result;
  }

  /** The account may be there although its mail could not be sent; the invitation can then be sent again. */
  private async invitedWithoutMail(
    { email, draft }: Invitation,
    custom: boolean,
    error: unknown,
  ): Promise<InvitationResult> {
    const account = await this.find(email);
    const isOurs =
      account?.status === 'FORCE_CHANGE_PASSWORD' && isSameDraft(account.identity, draft, custom);
    if (!isOurs) throw failureOf(error);
    this.logger.error('Cognito made an account but could not send its invitation');
    return { outcome: 'invited', account };
  }

  private create({ email, draft }: Invitation, custom: boolean): Promise<AdminCreateUserCommandOutput> {
    return this.client.send(
      new AdminCreateUserCommand({
        UserPoolId: this.userPoolId,
        Username: email,
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [
          ...standardAttributes(email, draft),
          { Name: 'email_verified', Value: 'true' },
          ...(custom ? customAttributes(draft) : []),
        ],
      }),
    );
  }
}
