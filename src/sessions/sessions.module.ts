import { Module } from '@nestjs/common';
import { DynamoDbSessionStore } from './dynamodb/dynamodb-session-store.js';
import { SessionsService } from './sessions.service.js';
import { SessionStore } from './session-store.port.js';

@Module({
  providers: [SessionsService, { provide: SessionStore, useClass: DynamoDbSessionStore }],
  exports: [SessionsService, SessionStore],
})
export class SessionsModule {}
