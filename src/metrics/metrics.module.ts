import { type DynamicModule, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { FeatureMetrics } from './feature-metrics.js';
import { MetricsController } from './metrics.controller.js';

@Module({})
export class MetricsModule {
  static with(registry: Registry): DynamicModule {
    return {
      module: MetricsModule,
      imports: [AuditModule, AuthModule, SessionsModule, UsersModule],
      controllers: [MetricsController],
      providers: [FeatureMetrics, { provide: Registry, useValue: registry }],
    };
  }
}
