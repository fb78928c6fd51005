import { Module } from '@nestjs/common';
import { SecretKeys } from '../shared/secret-keys.js';
import { AuditSeals } from './audit-seals.js';
import { ActivityController } from './activity.controller.js';
import { AuditLog } from './audit-log.js';
import { AuditReview } from './audit-review.js';
import { AuditSink } from './audit-sink.port.js';
import { AuditTrail } from './audit-trail.js';
import { AuditVerification } from './audit-verification.js';
import { DynamoDbAuditSink } from './dynamodb/dynamodb-audit-sink.js';

@Module({
  controllers: [ActivityController],
  providers: [
    AuditTrail,
    AuditLog,
    AuditVerification,
    AuditReview,
    { provide: AuditSeals, inject: [SecretKeys], useFactory: (keys: SecretKeys) => new AuditSeals(keys) },
    { provide: AuditSink, useClass: DynamoDbAuditSink },
  ],
  exports: [AuditTrail, AuditLog, AuditReview],
})
export class AuditModule {}
