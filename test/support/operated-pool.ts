import {
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AuditEvent } from '../../src/audit/audit-event.js';
import type { AuditQuery } from '../../src/audit/audit-query.js';
import { DynamoDbAuditSink } from '../../src/audit/dynamodb/dynamodb-audit-sink.js';
import { CognitoIdentityAdministration } from '../../src/auth/cognito/cognito-identity-administration.js';
import { CognitoIdentityProvider } from '../../src/auth/cognito/cognito-identity-provider.js';
import type { CognitoSettings } from '../../src/auth/cognito/cognito-settings.js';
import { createCognitoClient } from '../../src/aws/cognito-client.js';
import { createDynamoDbClient } from '../../src/aws/dynamodb-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import { DynamoDbProfileRepository } from '../../src/users/dynamodb/dynamodb-profile-repository.js';
import type { ProfileDraft } from '../../src/users/profile.js';
import { newEmail, PASSWORD } from './journey.js';
import type { LocalAws } from './local-aws.js';

export const DRAFT: ProfileDraft = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  role: 'Employee',
  department: null,
  employeeId: null,
  termsVersion: null,
  termsAcceptedAt: null,
};

/** Both sides of a deployment, by the adapters of the service, to make what a crash would leave and see what a command did. */
export class OperatedPool {
  readonly accounts: CognitoIdentityAdministration;
  readonly profiles: DynamoDbProfileRepository;
  private readonly cognito: CognitoIdentityProviderClient;
  private readonly settings: CognitoSettings;
  private readonly audit: DynamoDbAuditSink;

  constructor(private readonly aws: LocalAws) {
    const { connection } = aws;
    const dynamodb = createDynamoDbClient(connection, new SilentObserver());
    this.cognito = createCognitoClient(connection, new SilentObserver());
    this.settings = { userPool: connection.userPool, authFlow: 'ADMIN_USER_PASSWORD_AUTH' };
    this.accounts = new CognitoIdentityAdministration(this.cognito, this.settings);
    this.profiles = new DynamoDbProfileRepository(dynamodb, connection);
    this.audit = new DynamoDbAuditSink(dynamodb, connection);
  }

  /** Somebody who signs in, on both sides. */
  async person(draft: Partial<ProfileDraft> = {}): Promise<{ userId: string; email: string }> {
    const account = await this.account(draft);
    await this.profiles.create({ ...account, emailVerified: true }, 'ACTIVE', new Date().toISOString());
    return account;
  }

  /** Somebody who could sign in but has no profile. */
  async account(
    draft: Partial<ProfileDraft> = {},
  ): Promise<ProfileDraft & { userId: string; email: string }> {
    const email = newEmail();
    const own = { ...DRAFT, ...draft };
    const invited = await this.accounts.invite({ email, draft: own });
    if (invited.outcome !== 'invited') throw new Error(`${email} is taken`);
    await this.cognito.send(
      new AdminSetUserPasswordCommand({ ...this.user(email), Password: PASSWORD, Permanent: true }),
    );
    return { ...own, email, userId: invited.account.identity.userId };
  }

  /** Somebody who signed up and has not confirmed it. */
  async signedUp(): Promise<{ userId: string; email: string }> {
    const email = newEmail();
    const provider = new CognitoIdentityProvider(this.cognito, this.settings);
    const result = await provider.signUp({ email, password: PASSWORD, draft: DRAFT });
    if (result.outcome !== 'created') throw new Error(`${email} is taken`);
    return { email, userId: result.userId };
  }

  async deleteAccount(userId: string): Promise<void> {
    await this.cognito.send(new AdminDeleteUserCommand(this.user(userId)));
  }

  /** Events on record, newest first. */
  async events(query: AuditQuery): Promise<AuditEvent[]> {
    const { records } = await this.audit.newest(query, { limit: 100, before: null }, Date.now());
    return records.map(({ event }) => event);
  }

  /** How many invitations were mailed to an address. */
  async invitationsTo(email: string): Promise<number> {
    const response = await fetch(`${this.aws.cognitoServer}/outbox.json?to=${encodeURIComponent(email)}`);
    return ((await response.json()) as unknown[]).length;
  }

  /** Forgets the calls so far; afterwards `changes` tells what was written. */
  watch(): void {
    this.aws.cognito.takeCalls();
    this.aws.dynamodb.takeCalls();
  }

  /** Calls since `watch` that may have changed something. */
  changes(): string[] {
    const calls = [...this.aws.cognito.takeCalls(), ...this.aws.dynamodb.takeCalls()];
    return calls.filter(
      (call) => !/^(List|AdminGet|AdminList|Describe|GetItem|BatchGetItem|Query)/.test(call),
    );
  }

  private user(username: string): { UserPoolId: string; Username: string } {
    return { UserPoolId: this.aws.connection.userPool.userPoolId, Username: username };
  }
}
