import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  type CodeDeliveryDetailsType,
  type CognitoIdentityProviderClient,
  type SignUpCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { Logger } from '@nestjs/common';
import type {
  CodeDelivery,
  ConfirmResult,
  IdentityAccount,
  SignUpRequest,
  SignUpResult,
} from '../identity-provider.port.js';
import { clientUser } from './client-user.js';
import {
  attributeMap,
  customAttributes,
  identityFrom,
  isSameDraft,
  localeAttribute,
  standardAttributes,
} from './cognito-attributes.js';
import { CONFIRM_ERRORS, FIND_ERRORS, RESEND_ERRORS, SIGN_UP_ERRORS } from './cognito-error-tables.js';
import { attempt, failureOf, refusalOf } from './cognito-errors.js';
import type { CognitoSettings } from './cognito-settings.js';
import { CustomAttributeSupport } from './custom-attribute-support.js';
import { violationsOf } from './password-violations.js';
import { repeatRead } from './repeat-read.js';

/** Accounts before anybody signs in: made, confirmed and looked up. */
export class CognitoAccounts {
  private readonly logger = new Logger('CognitoAccounts');
  private readonly customAttributes = new CustomAttributeSupport();

  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly settings: CognitoSettings,
  ) {}

  signUp(request: SignUpRequest): Promise<SignUpResult> {
    return this.signUpWith(request, this.customAttributes.areKept);
  }

  async confirm(email: string, code: string): Promise<ConfirmResult> {
    try {
      await this.client.send(new ConfirmSignUpCommand({ ...this.forUser(email), ConfirmationCode: code }));
      return 'confirmed';
    } catch (error) {
      const refusal = refusalOf(error, CONFIRM_ERRORS);
      return refusal === 'trigger_failed' ? this.confirmedAllTheSame(email, error) : refusal;
    }
  }

  async resendCode(email: string): Promise<void> {
    const command = new ResendConfirmationCodeCommand(this.forUser(email));
    const result = await attempt(() => this.client.send(command), RESEND_ERRORS);
    if ('refused' in result && result.refused === 'undeliverable') {
      this.logger.error(
        'Cognito could not send a confirmation code: check the e-mail settings of the user pool',
      );
    }
  }

  /** Repeated once where Cognito did not answer: it only reads. */
  find(username: string): Promise<IdentityAccount | null> {
    return repeatRead(() => this.findOnce(username));
  }

  private async findOnce(username: string): Promise<IdentityAccount | null> {
    const { userPoolId } = this.settings.userPool;
    const command = new AdminGetUserCommand({ UserPoolId: userPoolId, Username: username });
    const result = await attempt(() => this.client.send(command), FIND_ERRORS);
    if ('refused' in result) return null;
    const { UserAttributes, Enabled, UserStatus } = result.answer;
    return {
      identity: identityFrom(attributeMap(UserAttributes)),
      enabled: Enabled ?? true,
      confirmed: UserStatus !== 'UNCONFIRMED',
    };
  }

  private async signUpWith(request: SignUpRequest, custom: boolean): Promise<SignUpResult> {
    try {
      return created(await this.sendSignUp(request, custom));
    } catch (error) {
      const refusal = refusalOf(error, SIGN_UP_ERRORS);
      switch (refusal) {
        case 'taken':
          return { outcome: 'taken' };
        case 'password_rejected':
          return {
            outcome: 'password_rejected',
            violations: violationsOf(error, this.settings.minimumPasswordLength),
          };
        case 'undelivered':
          return this.createdWithoutMail(request, custom, error);
        case 'schema':
          if (!custom) throw failureOf(error);
          return this.signUpWithStandardAttributes(request);
      }
    }
  }

  /** A pool without the custom attributes refuses before it creates anything, so once more without them is safe. */
  private async signUpWithStandardAttributes(request: SignUpRequest): Promise<SignUpResult> {
    const result = await this.signUpWith(request, false);
    this.customAttributes.markMissing();
    return result;
  }

  /**
   * The account may be there although SignUp failed on sending its mail. It is taken for ours only where it is
   * unconfirmed and says exactly what was sent, so that nobody's existing account is ever handed out as new.
   */
  private async createdWithoutMail(
    request: SignUpRequest,
    custom: boolean,
    error: unknown,
  ): Promise<SignUpResult> {
    const account = await this.find(request.email);
    if (account === null || account.confirmed || !isSameDraft(account.identity, request.draft, custom)) {
      throw failureOf(error);
    }
    this.logger.error('Cognito made an account but could not send its confirmation code');
    return { outcome: 'created', userId: account.identity.userId, confirmed: false, delivery: null };
  }

  private async confirmedAllTheSame(email: string, error: unknown): Promise<ConfirmResult> {
    const account = await this.find(email);
    if (account?.confirmed !== true) throw failureOf(error);
    this.logger.error('Cognito confirmed an account, but a function of the user pool has failed after it');
    return 'confirmed';
  }

  private sendSignUp(
    { email, password, draft, language }: SignUpRequest,
    custom: boolean,
  ): Promise<SignUpCommandOutput> {
    return this.client.send(
      new SignUpCommand({
        ...this.forUser(email),
        Password: password,
        UserAttributes: [
          ...standardAttributes(email, draft),
          // An app client may be forbidden to write these, and then the account is made without them.
          ...(custom ? [...customAttributes(draft), ...localeAttribute(language)] : []),
        ],
      }),
    );
  }

  private forUser(email: string): ReturnType<typeof clientUser> {
    return clientUser(this.settings.userPool, email);
  }
}

function created(answer: SignUpCommandOutput): SignUpResult {
  return {
    outcome: 'created',
    userId: answer.UserSub ?? '',
    confirmed: answer.UserConfirmed ?? false,
    delivery: deliveryFrom(answer.CodeDeliveryDetails),
  };
}

function deliveryFrom(details: CodeDeliveryDetailsType | undefined): CodeDelivery | null {
  if (details?.Destination === undefined) return null;
  return { medium: details.DeliveryMedium === 'SMS' ? 'SMS' : 'EMAIL', destination: details.Destination };
}
