import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccessDenials } from './access-denials.js';
import { ActiveUserGuard } from './active-user.guard.js';
import { GroupsGuard } from './groups.guard.js';
import { JwtGuard } from './jwt.guard.js';
import { LimitGuard } from './limit.guard.js';
import { RecentAuthGuard } from './recent-auth.guard.js';

/** The guards of every route, in the order in which they are asked. */
@Module({
  imports: [AuthModule, UsersModule, SessionsModule, LimitsModule, AuditModule],
  providers: [
    AccessDenials,
    { provide: APP_GUARD, useClass: LimitGuard },
    { provide: APP_GUARD, useClass: JwtGuard },
    { provide: APP_GUARD, useClass: ActiveUserGuard },
    { provide: APP_GUARD, useClass: GroupsGuard },
    { provide: APP_GUARD, useClass: RecentAuthGuard },
  ],
})
export class AccessModule {}
