import { Module } from '@nestjs/common';
import { SecretKeys } from '../shared/secret-keys.js';
import { AuditSeals } from './audit-seals.js';
import { AuditSink } from './audit-sink.port.js';
import { AuditTrail } from './audit-trail.js';
import { DynamoDbAuditSink } from './dynamodb/dynamodb-audit-sink.js';

@Module({
  providers: [
    AuditTrail,
    { provide: AuditSeals, inject: [SecretKeys], useFactory: (keys: SecretKeys) => new AuditSeals(keys) },
    { provide: AuditSink, useClass: DynamoDbAuditSink },
  ],
  exports: [AuditTrail],
})
export class AuditModule {}
