import {
  type DynamicModule,
  type InjectionToken,
  Module,
  type ModuleMetadata,
  type OnModuleInit,
  type OptionalFactoryDependency,
  type Provider,
} from '@nestjs/common';
import { APP_GUARD, HttpAdapterHost } from '@nestjs/core';
import { AccessDenials } from '../access/access-denials.js';
import { AccessSettings } from '../access/access-settings.js';
import { GroupsGuard } from '../access/groups.guard.js';
import { JwtGuard } from '../access/jwt.guard.js';
import { RecentAuthGuard } from '../access/recent-auth.guard.js';
import { SessionCheck } from '../access/session-check.port.js';
import { CognitoTokenVerifier } from '../auth/cognito/cognito-token-verifier.js';
import { TokenVerifier } from '../auth/token-verifier.port.js';
import { Clock } from '../shared/clock.js';
import { SystemClock } from '../shared/system-clock.js';
import { AccessPackageSettings, settingsOf } from './access-package-settings.js';
import { AuthServiceSessions } from './auth-service-sessions.js';
import { CognitoAccessGuard } from './cognito-access.guard.js';
import type { CognitoAccessOptions } from './cognito-access-options.js';
import { LoggedDenials } from './logged-denials.js';
import { UncheckedSessions } from './unchecked-sessions.js';

/** Options that are known only once other modules are there. */
export interface CognitoAccessAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly inject?: (InjectionToken | OptionalFactoryDependency)[];
  readonly useFactory: (...injected: never[]) => CognitoAccessOptions | Promise<CognitoAccessOptions>;
}

const providers: Provider[] = [
  { provide: Clock, useClass: SystemClock },
  { provide: AccessSettings, useExisting: AccessPackageSettings },
  { provide: AccessDenials, useClass: LoggedDenials },
  {
    provide: TokenVerifier,
    inject: [AccessPackageSettings, Clock],
    useFactory: (settings: AccessPackageSettings, clock: Clock) => new CognitoTokenVerifier(settings, clock),
  },
  {
    provide: SessionCheck,
    inject: [AccessPackageSettings, Clock],
    useFactory: ({ sessionCheck }: AccessPackageSettings, clock: Clock) =>
      sessionCheck === 'none' ? new UncheckedSessions() : new AuthServiceSessions(sessionCheck.url, clock),
  },
  JwtGuard,
  GroupsGuard,
  RecentAuthGuard,
  CognitoAccessGuard,
  { provide: APP_GUARD, useExisting: CognitoAccessGuard },
];

/**
 * Guards every route of another Nest service on Fastify by the access tokens of the user pool. A route without `@Public`,
 * `@Authenticated` or `@Groups` is refused.
 */
@Module({})
export class CognitoAccessModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Throws where an option is missing or wrong. */
  static forRoot(options: CognitoAccessOptions): DynamicModule {
    const settings = { provide: AccessPackageSettings, useValue: settingsOf(options) };
    return { module: CognitoAccessModule, providers: [settings, ...providers] };
  }

  static forRootAsync({ imports = [], inject = [], useFactory }: CognitoAccessAsyncOptions): DynamicModule {
    const settings: Provider = {
      provide: AccessPackageSettings,
      inject,
      useFactory: async (...injected: never[]) => settingsOf(await useFactory(...injected)),
    };
    return { module: CognitoAccessModule, imports, providers: [settings, ...providers] };
  }

  /** The guards read the request as Fastify shapes it. */
  onModuleInit(): void {
    const { httpAdapter } = this.host as Partial<HttpAdapterHost>;
    const platform = httpAdapter?.getType();
    // Without an HTTP server there is nothing to guard.
    if (platform === undefined || platform === 'fastify') return;
    throw new Error(`CognitoAccessModule needs @nestjs/platform-fastify, but runs on '${platform}'`);
  }
}
