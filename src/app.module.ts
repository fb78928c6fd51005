import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { Registry } from 'prom-client';
import { AccessModule } from './access/access.module.js';
import { AdminModule } from './admin/admin.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { TokenEndpointModule } from './auth/token-endpoint.module.js';
import type { AwsConnection } from './aws/aws-connection.js';
import { AwsModule } from './aws/aws.module.js';
import type { UpstreamObserver } from './aws/upstream-observer.js';
import { ConfigModule } from './config/config.module.js';
import type { Settings } from './config/settings.js';
import { HealthModule } from './health/health.module.js';
import { ErrorFilter } from './http/error.filter.js';
import { ClockModule } from './config/clock.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import type { Lifecycle } from './shared/lifecycle.js';
import { UsersModule } from './users/users.module.js';
import { WellKnownModule } from './well-known/well-known.module.js';

export interface AppParts {
  readonly settings: Settings;
  readonly connection: AwsConnection;
  readonly observer: UpstreamObserver;
  readonly registry: Registry;
  readonly lifecycle: Lifecycle;
}

@Module({})
export class AppModule {
  static with({ settings, connection, observer, registry, lifecycle }: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        ClockModule,
        AwsModule.with(connection, observer),
        AccessModule,
        AuditModule,
        AuthModule,
        ...(settings.passwordGrant ? [TokenEndpointModule] : []),
        UsersModule,
        AdminModule,
        HealthModule.with(lifecycle),
        MetricsModule.with(registry),
        WellKnownModule,
      ],
      providers: [{ provide: APP_FILTER, useClass: ErrorFilter }],
    };
  }
}
