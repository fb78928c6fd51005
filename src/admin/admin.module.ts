import { Module, type Provider } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountReliefFlow } from './account-relief.flow.js';
import { AdminActions } from './admin-actions.js';
import { AdminAuditController } from './admin-audit.controller.js';
import { AdminGroupsController } from './admin-groups.controller.js';
import { AdminNotices } from './admin-notices.js';
import { AdminUserActionsController } from './admin-user-actions.controller.js';
import { AdminUserGroupsController } from './admin-user-groups.controller.js';
import { AdminUserSessionsController } from './admin-user-sessions.controller.js';
import { AdminUsersController } from './admin-users.controller.js';
import { AdministeredUsers } from './administered-users.js';
import { CredentialResetFlow } from './credential-reset.flow.js';
import { ForcedSignOut } from './forced-sign-out.js';
import { GroupMemberships } from './group-memberships.js';
import { InvitationFlow } from './invitation.flow.js';
import { MembershipFlow } from './membership.flow.js';
import { Newcomers } from './newcomers.js';
import { PoolGroupsFlow } from './pool-groups.flow.js';
import { ProfileChangeFlow } from './profile-change.flow.js';
import { SuspensionFlow } from './suspension.flow.js';
import { UserDirectoryFlow } from './user-directory.flow.js';
import { UserErasureFlow } from './user-erasure.flow.js';
import { UserSessionsFlow } from './user-sessions.flow.js';

const flows: Provider[] = [
  UserDirectoryFlow,
  InvitationFlow,
  ProfileChangeFlow,
  SuspensionFlow,
  AccountReliefFlow,
  CredentialResetFlow,
  UserSessionsFlow,
  UserErasureFlow,
  MembershipFlow,
  PoolGroupsFlow,
];

@Module({
  imports: [AuthModule, UsersModule, SessionsModule, AuditModule, LimitsModule, NoticesModule],
  controllers: [
    AdminUsersController,
    AdminUserActionsController,
    AdminUserSessionsController,
    AdminUserGroupsController,
    AdminGroupsController,
    AdminAuditController,
  ],
  providers: [
    ...flows,
    AdminActions,
    AdministeredUsers,
    AdminNotices,
    ForcedSignOut,
    GroupMemberships,
    Newcomers,
  ],
  exports: [AdministeredUsers, GroupMemberships, Newcomers],
})
export class AdminModule {}
