import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityProvider,
  type CreateUserPoolClientCommandInput,
  type CreateUserPoolCommandInput,
  type InitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { generateSync } from 'otplib';
import type {
  EmbeddedCognitoOptions,
  EmbeddedCognitoServer,
} from '../../src/embedded/cognito/cognito-server.js';
import { startQuickCognito } from './quick-cognito.js';

/** A clock that stands still until a test moves it. */
export class FakeClock {
  #now = Date.parse('2026-01-01T00:00:00.000Z');

  readonly now = (): number => this.#now;

  advance({ seconds = 0, minutes = 0, hours = 0, days = 0 }): void {
    this.#now += (seconds + 60 * minutes + 3_600 * hours + 86_400 * days) * 1_000;
  }
}

export interface OutboxEntry {
  to: string;
  subject: string;
  body: string;
  code: string | null;
  purpose: string;
  sentAt: string;
}

export const PASSWORD = 'Correct-Horse-7';

/** A server on a folder of its own, the plain AWS SDK client against it, and shortcuts for common states. */
export class EmbeddedCognitoHarness {
  readonly clock = new FakeClock();
  readonly lines: string[] = [];
  server!: EmbeddedCognitoServer;
  sdk!: CognitoIdentityProvider;
  poolId = '';
  clientId = '';
  dataDir = '';
  readonly #options: Partial<EmbeddedCognitoOptions>;
  #port = 0;

  private constructor(options: Partial<EmbeddedCognitoOptions>) {
    this.#options = options;
  }

  static async start(options: Partial<EmbeddedCognitoOptions> = {}): Promise<EmbeddedCognitoHarness> {
    const harness = new EmbeddedCognitoHarness(options);
    harness.dataDir = await mkdtemp(join(tmpdir(), 'embedded-cognito-'));
    await harness.start();
    return harness;
  }

  /** Stops the server and starts another on the same folder and port. */
  async restart(): Promise<void> {
    await this.server.close();
    await this.start();
  }

  async stop(): Promise<void> {
    this.sdk.destroy();
    await this.server.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** A pool that signs up by e-mail, with one client; both become the harness's own. */
  async createPool(
    pool: Partial<CreateUserPoolCommandInput> = {},
    client: Partial<CreateUserPoolClientCommandInput> = {},
  ): Promise<void> {
    const created = await this.sdk.createUserPool({
      PoolName: 'people',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      ...pool,
    });
    this.poolId = created.UserPool?.Id ?? '';
    this.clientId = await this.createClient(client);
  }

  async createClient(client: Partial<CreateUserPoolClientCommandInput> = {}): Promise<string> {
    const created = await this.sdk.createUserPoolClient({
      UserPoolId: this.poolId,
      ClientName: 'service',
      ExplicitAuthFlows: [
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ],
      PreventUserExistenceErrors: 'ENABLED',
      ...client,
    });
    return created.UserPoolClient?.ClientId ?? '';
  }

  async requireTotp(MfaConfiguration: 'ON' | 'OPTIONAL' | 'OFF' = 'ON'): Promise<void> {
    await this.sdk.setUserPoolMfaConfig({
      UserPoolId: this.poolId,
      MfaConfiguration,
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
  }

  async signUp(email: string, attributes: Record<string, string> = {}): Promise<string> {
    const { UserSub } = await this.sdk.signUp({
      ClientId: this.clientId,
      Username: email,
      Password: PASSWORD,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    });
    return UserSub ?? '';
  }

  /** A confirmed user with PASSWORD; gives back its username. */
  async confirmedUser(email: string, attributes: Record<string, string> = {}): Promise<string> {
    const username = await this.signUp(email, attributes);
    await this.sdk.confirmSignUp({
      ClientId: this.clientId,
      Username: email,
      ConfirmationCode: await this.newestCode(email),
    });
    return username;
  }

  signIn(email: string, password = PASSWORD): Promise<InitiateAuthCommandOutput> {
    return this.sdk.initiateAuth({
      ClientId: this.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    });
  }

  async accessToken(email: string): Promise<string> {
    return (await this.signIn(email)).AuthenticationResult?.AccessToken ?? '';
  }

  /** Enrols a software token through an access token and gives back its secret. */
  async enrolTotp(accessToken: string): Promise<string> {
    const { SecretCode = '' } = await this.sdk.associateSoftwareToken({ AccessToken: accessToken });
    await this.sdk.verifySoftwareToken({ AccessToken: accessToken, UserCode: this.totp(SecretCode) });
    return SecretCode;
  }

  /** The code of a secret at the fake clock's time. */
  totp(secret: string): string {
    return generateSync({ secret, epoch: Math.floor(this.clock.now() / 1_000) });
  }

  async outbox(to?: string): Promise<OutboxEntry[]> {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
    const response = await fetch(`${this.server.endpoint}/outbox.json${query}`);
    return (await response.json()) as OutboxEntry[];
  }

  async newestCode(to: string): Promise<string> {
    return (await this.outbox(to))[0]?.code ?? '';
  }

  /** Listens on the harness's folder; on the same port as before, once there was one. */
  async start(): Promise<void> {
    this.server = await startQuickCognito({
      port: this.#port,
      dataDir: this.dataDir,
      now: this.clock.now,
      log: (line) => this.lines.push(line),
      ...this.#options,
    });
    this.#port = this.server.port;
    this.sdk = new CognitoIdentityProvider({
      endpoint: this.server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  }
}

export function secretHash(secret: string, username: string, clientId: string): string {
  return createHmac('sha256', secret).update(`${username}${clientId}`).digest('base64');
}

/** Everything a JWT claims, unverified. */
export function claimsOf(token: string | undefined): Record<string, unknown> {
  const [, payload = ''] = (token ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}
