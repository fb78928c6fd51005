import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { Settings } from '../config/settings.js';
import { LimitsModule } from '../limits/limits.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccessDenials } from './access-denials.js';
import { AccessSettings } from './access-settings.js';
import { ActiveUserGuard } from './active-user.guard.js';
import { AuditedDenials } from './audited-denials.js';
import { GroupsGuard } from './groups.guard.js';
import { JwtGuard } from './jwt.guard.js';
import { LimitGuard } from './limit.guard.js';
import { RecentAuthGuard } from './recent-auth.guard.js';
import { RegistrySessionCheck } from './registry-session-check.js';
import { SessionCheck } from './session-check.port.js';

/** The guards of every route, in the order in which they are asked. */
@Module({
  imports: [AuthModule, UsersModule, SessionsModule, LimitsModule, AuditModule],
  providers: [
    { provide: AccessDenials, useClass: AuditedDenials },
    { provide: AccessSettings, useExisting: Settings },
    { provide: SessionCheck, useClass: RegistrySessionCheck },
    { provide: APP_GUARD, useClass: LimitGuard },
    { provide: APP_GUARD, useClass: JwtGuard },
    { provide: APP_GUARD, useClass: ActiveUserGuard },
    { provide: APP_GUARD, useClass: GroupsGuard },
    { provide: APP_GUARD, useClass: RecentAuthGuard },
  ],
})
export class AccessModule {}
