import {
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { userPoolDefinition } from '../../src/auth/cognito/user-pool.definition.js';
import { loadConfig } from '../../src/config/load-config.js';
import { userPoolSettings } from '../../src/provisioning/deployment.js';
import { ChallengeWalker } from './challenge-walker.js';
import { Journey } from './journey.js';
import { LocalAws } from './local-aws.js';
import { PoolAdmin } from './pool-admin.js';
import { RunningService } from './running-service.js';
import { APP } from './social-journey.js';

const LATER_MS = 4 * 60_000;
/** So that it is the number of attempts that ends a challenge, not the lock. */
const NO_LOCK = { LOCK_AFTER: '100' };

/** The service in every configuration that sign-ins differ in. */
export class ChallengeDeployments {
  /** Factors are optional, and of every kind. */
  optional!: ChallengeWalker;
  /** Everybody needs an authenticator app. */
  required!: ChallengeWalker;
  /** Five failures lock, and people come from Google too. */
  locking!: ChallengeWalker;

  private readonly aws: LocalAws[] = [];
  private readonly services: RunningService[] = [];

  async start(): Promise<void> {
    [this.optional, this.required, this.locking] = await Promise.all([
      this.onAws(NO_LOCK),
      this.onAws({ ...NO_LOCK, MFA_MODE: 'required' }),
      this.embedded(),
    ]);
  }

  /** A service where people come from Google and everybody needs a factor. */
  socialAndRequired(): Promise<ChallengeWalker> {
    return this.embedded({ MFA_MODE: 'required' });
  }

  /** Does a step after the time that Cognito gives it. */
  async later<T>(step: () => Promise<T>): Promise<T> {
    for (const aws of this.aws) aws.setCognitoClockOffset(LATER_MS);
    try {
      return await step();
    } finally {
      for (const aws of this.aws) aws.setCognitoClockOffset(0);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stopAndForget()));
    await Promise.all(this.aws.map((aws) => aws.close()));
  }

  private async onAws(env: Record<string, string>): Promise<ChallengeWalker> {
    const aws = await LocalAws.start(env);
    this.aws.push(aws);
    const pool = await PoolAdmin.of(aws.cognitoServer);
    if (env['MFA_MODE'] !== 'required') await offerEveryFactor(pool);
    const service = await RunningService.start({ env: { ...aws.env(), ...env } });
    this.services.push(service);
    return new ChallengeWalker(new Journey(service.origin, aws.cognitoServer), pool);
  }

  private async embedded(env: Record<string, string> = {}): Promise<ChallengeWalker> {
    const service = await RunningService.start({ env: { ...env, SOCIAL_REDIRECT_URIS: APP } });
    this.services.push(service);
    return new ChallengeWalker(
      new Journey(service.origin, service.cognito),
      await PoolAdmin.of(service.cognito),
    );
  }
}

/** Mail as a factor must not be the first way to a new password too, so the telephone is. */
export async function offerEveryFactor({ client, userPoolId: UserPoolId }: PoolAdmin): Promise<void> {
  await client.send(
    new UpdateUserPoolCommand({
      ...userPoolDefinition(userPoolSettings(loadConfig({}), false)),
      UserPoolId,
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
        SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com',
      },
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: 'verified_phone_number', Priority: 1 },
          { Name: 'verified_email', Priority: 2 },
        ],
      },
    }),
  );
  await client.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
      EmailMfaConfiguration: {},
      SmsMfaConfiguration: {
        SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' },
      },
    }),
  );
}
