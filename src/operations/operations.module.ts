import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule } from '../admin/admin.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import type { AwsConnection } from '../aws/aws-connection.js';
import { AwsModule } from '../aws/aws.module.js';
import { SilentObserver } from '../aws/silent-observer.js';
import { ClockModule } from '../config/clock.module.js';
import { ConfigModule } from '../config/config.module.js';
import type { Settings } from '../config/settings.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { CognitoPaces } from './cognito-paces.js';
import { FirstAdmin } from './first-admin/first-admin.js';
import { OperatorTrail } from './operator-trail.js';
import { PeopleExport } from './people-export/people-export.js';
import { BulkInvitation } from './people-import/bulk-invitation.js';
import { PeopleImport } from './people-import/people-import.js';
import { AccountMending } from './reconciliation/account-mending.js';
import { AccountWalk } from './reconciliation/account-walk.js';
import { GroupWalk } from './reconciliation/group-walk.js';
import { ProfileWalk } from './reconciliation/profile-walk.js';
import { Reconciliation } from './reconciliation/reconciliation.js';

/** The commands of operators, on the same features as the service but without its HTTP surface. */
@Module({})
export class OperationsModule {
  static with(settings: Settings, connection: AwsConnection): DynamicModule {
    return {
      module: OperationsModule,
      imports: [
        ConfigModule.with(settings),
        ClockModule,
        AwsModule.with(connection, new SilentObserver()),
        AdminModule,
        AuditModule,
        AuthModule,
        SessionsModule,
        UsersModule,
      ],
      providers: [
        CognitoPaces,
        OperatorTrail,
        BulkInvitation,
        FirstAdmin,
        PeopleExport,
        PeopleImport,
        AccountMending,
        AccountWalk,
        GroupWalk,
        ProfileWalk,
        Reconciliation,
      ],
    };
  }
}
