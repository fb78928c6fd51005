import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { Lifecycle } from '../shared/lifecycle.js';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';

@Module({})
export class HealthModule {
  static with(lifecycle: Lifecycle): DynamicModule {
    return {
      module: HealthModule,
      imports: [AuthModule, SessionsModule],
      controllers: [HealthController],
      providers: [Readiness, { provide: Lifecycle, useValue: lifecycle }],
    };
  }
}
