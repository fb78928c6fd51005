import {
  AssociateSoftwareTokenCommand,
  GetTokensFromRefreshTokenCommand,
  RevokeTokenCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { Logger } from '@nestjs/common';
import type { RequestOrigin } from '../../shared/caller.js';
import {
  IdentityProvider,
  type AssociateResult,
  type ChallengeStep,
  type ConfirmResult,
  type EnrolmentSubject,
  type IdentityAccount,
  type MfaMethod,
  type NewPasswordStep,
  type PendingChallenge,
  type RefreshResult,
  type SignInStep,
  type SignUpRequest,
  type SignUpResult,
  type VerifyEnrolmentResult,
} from '../identity-provider.port.js';
import { CognitoAccounts } from './cognito-accounts.js';
import {
  CognitoAuthCalls,
  type CognitoAuthAnswer,
  type CognitoChallengeAnswer,
} from './cognito-auth-calls.js';
import { mfaAnswer, pendingFrom } from './cognito-challenges.js';
import {
  ASSOCIATE_ERRORS,
  CHALLENGE_ERRORS,
  NEW_PASSWORD_ERRORS,
  REFRESH_ERRORS,
  REVOKE_ERRORS,
  SIGN_IN_ERRORS,
  TOTP_CHALLENGE_ERRORS,
  VERIFY_TOTP_ERRORS,
  type ChallengeRefusal,
} from './cognito-error-tables.js';
import { ask, attempt, refusalOf, type ErrorTable } from './cognito-errors.js';
import type { CognitoSettings } from './cognito-settings.js';
import { completedSignIn } from './completed-sign-in.js';
import { violationsOf } from './password-violations.js';

/** Identity by an Amazon Cognito user pool, for a confidential or a public app client. */
export class CognitoIdentityProvider extends IdentityProvider {
  private readonly logger = new Logger('CognitoIdentityProvider');
  private readonly accounts: CognitoAccounts;
  private readonly calls: CognitoAuthCalls;

  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly settings: CognitoSettings,
  ) {
    super();
    this.accounts = new CognitoAccounts(client, settings);
    this.calls = new CognitoAuthCalls(client, settings);
  }

  signUp(request: SignUpRequest): Promise<SignUpResult> {
    return this.accounts.signUp(request);
  }

  confirmSignUp(email: string, code: string): Promise<ConfirmResult> {
    return this.accounts.confirm(email, code);
  }

  resendCode(email: string): Promise<void> {
    return this.accounts.resendCode(email);
  }

  findAccount(username: string): Promise<IdentityAccount | null> {
    return this.accounts.find(username);
  }

  async signIn(email: string, password: string, origin: RequestOrigin): Promise<SignInStep> {
    const result = await attempt(() => this.calls.initiate(email, password, origin), SIGN_IN_ERRORS);
    if ('refused' in result) return { step: 'refused', reason: result.refused };
    return stepFrom(result.answer, email);
  }

  async answerMfa(
    pending: PendingChallenge,
    method: MfaMethod,
    code: string,
    origin: RequestOrigin,
  ): Promise<ChallengeStep> {
    const { name, key } = mfaAnswer(method);
    const errors = method === 'TOTP' ? TOTP_CHALLENGE_ERRORS : CHALLENGE_ERRORS;
    return this.respond({ ...answerTo(pending), name, responses: { [key]: code } }, origin, errors);
  }

  selectMfa(pending: PendingChallenge, method: MfaMethod, origin: RequestOrigin): Promise<ChallengeStep> {
    const responses = { ANSWER: mfaAnswer(method).name };
    return this.respond(
      { ...answerTo(pending), name: 'SELECT_MFA_TYPE', responses },
      origin,
      CHALLENGE_ERRORS,
    );
  }

  async answerNewPassword(
    pending: PendingChallenge,
    newPassword: string,
    origin: RequestOrigin,
  ): Promise<NewPasswordStep> {
    const responses = { NEW_PASSWORD: newPassword };
    const answer = { ...answerTo(pending), name: 'NEW_PASSWORD_REQUIRED', responses } as const;
    try {
      return stepFrom(await this.calls.respond(answer, origin), answer.username);
    } catch (error) {
      const refused = refusalOf(error, NEW_PASSWORD_ERRORS);
      if (refused === 'password_reused') return { step: refused };
      if (refused !== 'password_rejected') return asStep(refused);
      return { step: refused, violations: violationsOf(error, this.settings.minimumPasswordLength) };
    }
  }

  async associateTotp(subject: EnrolmentSubject): Promise<AssociateResult> {
    const command = new AssociateSoftwareTokenCommand(
      'pending' in subject
        ? { Session: subject.pending.providerSession }
        : { AccessToken: subject.accessToken },
    );
    const result = await attempt(() => this.client.send(command), ASSOCIATE_ERRORS);
    if ('refused' in result) return { outcome: 'session_expired' };
    const { SecretCode, Session } = result.answer;
    return { outcome: 'associated', secret: SecretCode ?? '', providerSession: Session ?? null };
  }

  async verifyTotp(
    subject: { readonly accessToken: string; readonly userId: string },
    code: string,
    deviceName?: string,
  ): Promise<VerifyEnrolmentResult> {
    const AccessToken = subject.accessToken;
    const command = new VerifySoftwareTokenCommand({ AccessToken, UserCode: code, ...named(deviceName) });
    const result = await attempt(() => this.client.send(command), VERIFY_TOTP_ERRORS);
    if ('refused' in result) return result.refused;
    if (result.answer.Status !== 'SUCCESS') return 'code_mismatch';
    await ask(() =>
      this.client.send(
        new SetUserMFAPreferenceCommand({
          AccessToken,
          SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
        }),
      ),
    );
    return 'verified';
  }

  async completeTotpSetup(
    pending: PendingChallenge,
    code: string,
    deviceName: string | undefined,
    origin: RequestOrigin,
  ): Promise<ChallengeStep> {
    const command = new VerifySoftwareTokenCommand({
      Session: pending.providerSession,
      UserCode: code,
      ...named(deviceName),
    });
    const result = await attempt(() => this.client.send(command), TOTP_CHALLENGE_ERRORS);
    if ('refused' in result) return asStep(result.refused);
    const { Status, Session } = result.answer;
    if (Status !== 'SUCCESS') return { step: 'code_mismatch' };
    const answer = { ...answerTo(pending), session: Session ?? pending.providerSession };
    return this.respond({ ...answer, name: 'MFA_SETUP', responses: {} }, origin, CHALLENGE_ERRORS);
  }

  async refresh(refreshToken: string): Promise<RefreshResult> {
    const command = new GetTokensFromRefreshTokenCommand({
      RefreshToken: refreshToken,
      ...this.clientProof(),
    });
    const result = await attempt(() => this.client.send(command), REFRESH_ERRORS);
    if ('refused' in result) return { outcome: result.refused };
    const signIn = completedSignIn(result.answer.AuthenticationResult, refreshToken);
    return { outcome: 'refreshed', signIn };
  }

  async revokeRefreshToken(refreshToken: string): Promise<void> {
    const command = new RevokeTokenCommand({ Token: refreshToken, ...this.clientProof() });
    const result = await attempt(() => this.client.send(command), REVOKE_ERRORS);
    if ('refused' in result && result.refused === 'revocation_off') {
      this.logger.warn('The app client does not revoke tokens: switch EnableTokenRevocation on');
    }
  }

  private async respond(
    answer: CognitoChallengeAnswer,
    origin: RequestOrigin,
    errors: ErrorTable<ChallengeRefusal>,
  ): Promise<ChallengeStep> {
    const result = await attempt(() => this.calls.respond(answer, origin), errors);
    return 'refused' in result ? asStep(result.refused) : stepFrom(result.answer, answer.username);
  }

  private clientProof(): { ClientId: string; ClientSecret?: string } {
    const { clientId, clientSecret } = this.settings.userPool;
    return { ClientId: clientId, ...(clientSecret === undefined ? {} : { ClientSecret: clientSecret }) };
  }
}

function stepFrom(answer: CognitoAuthAnswer, username: string): SignInStep {
  if (answer.ChallengeName !== undefined) {
    return { step: 'challenge', pending: pendingFrom(answer, username) };
  }
  return { step: 'authenticated', signIn: completedSignIn(answer.AuthenticationResult) };
}

function asStep(refused: ChallengeRefusal): ChallengeStep {
  return refused === 'code_mismatch' || refused === 'session_expired'
    ? { step: refused }
    : { step: 'refused', reason: refused };
}

function answerTo(pending: PendingChallenge): { username: string; session: string } {
  return { username: pending.username, session: pending.providerSession };
}

function named(deviceName: string | undefined): { FriendlyDeviceName?: string } {
  return deviceName === undefined ? {} : { FriendlyDeviceName: deviceName };
}
