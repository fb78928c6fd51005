import { loadConfig } from '../../src/config/load-config.js';
import { openHostedPages } from '../../src/runtime/hosted-pages.js';
import { Administrator } from '../support/administrator.js';
import type { Answer, CallOptions } from '../support/api-client.js';
import { type AuthResult, Journey, type PersonWithFactor } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';
import { APP } from '../support/social-journey.js';
import type { UpstreamProxy } from '../support/upstream-proxy.js';

export const UPSTREAMS = ['cognito', 'dynamodb'] as const;
export type UpstreamName = (typeof UPSTREAMS)[number];

/** Time-outs that a test can wait for. They are too short for a machine that is busy with something else as well. */
export const SHORT_TIMEOUTS = { COGNITO_TIMEOUT_MS: '3000', DYNAMODB_TIMEOUT_MS: '1500' };

export type Person = AuthResult & { readonly email: string };

/** A request that is ready to be sent. */
export interface Ready extends CallOptions {
  readonly method: string;
  readonly path: string;
}

/** The built service on servers that can be made to fail, and the people whom the tests need there. */
export class FaultyWorld {
  private constructor(
    readonly aws: LocalAws,
    readonly service: RunningService,
    readonly journey: Journey,
    readonly admin: Administrator,
    /** Somebody whom no test changes. */
    readonly ada: Person,
    /** The same with an authenticator app. */
    readonly grace: PersonWithFactor,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<FaultyWorld> {
    const aws = await LocalAws.start();
    const service = await RunningService.start({
      env: {
        ...aws.env(),
        COGNITO_DOMAIN: aws.cognito.endpoint,
        SOCIAL_REDIRECT_URIS: APP,
        // Every call of a test has to reach the fault; the breaker has tests of its own.
        UPSTREAM_BREAK_AFTER: '1000000',
        LOCK_AFTER: '100',
        SECURITY_CONTACT: 'mailto:security@example.com',
        SHUTDOWN_DRAIN_SECONDS: '0',
        ...env,
      },
    });
    await openHostedPages(loadConfig({}), aws.connection, Number(new URL(service.origin).port));
    const journey = new Journey(service.origin, aws.cognitoServer);
    const admin = await Administrator.make(journey, aws.cognitoServer);
    const ada = await journey.newPerson();
    const grace = await journey.newPersonWithFactor();
    return new FaultyWorld(aws, service, journey, admin, ada, grace);
  }

  upstream(name: UpstreamName): UpstreamProxy {
    return name === 'cognito' ? this.aws.cognito : this.aws.dynamodb;
  }

  send({ method, path, ...options }: Ready): Promise<Answer> {
    return this.journey.api.call(method, path, options);
  }

  /** Waits until what goes on in the background has been written. */
  async quiet(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 600));
  }

  heal(): void {
    for (const name of UPSTREAMS) this.upstream(name).behave(() => 'forward');
  }

  async stop(): Promise<void> {
    this.heal();
    await this.service.stop();
    await this.aws.close();
  }
}
