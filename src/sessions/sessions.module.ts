import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { DynamoDbRefreshTokenStore } from './dynamodb/dynamodb-refresh-token-store.js';
import { DynamoDbSessionStore } from './dynamodb/dynamodb-session-store.js';
import { RefreshTokens } from './refresh-tokens.service.js';
import { RefreshTokenStore } from './refresh-token-store.port.js';
import { SessionList } from './session-list.js';
import { SessionsService } from './sessions.service.js';
import { SessionStore } from './session-store.port.js';

@Module({
  imports: [ChangesModule],
  providers: [
    SessionsService,
    SessionList,
    RefreshTokens,
    { provide: SessionStore, useClass: DynamoDbSessionStore },
    { provide: RefreshTokenStore, useClass: DynamoDbRefreshTokenStore },
  ],
  exports: [SessionsService, SessionList, RefreshTokens, SessionStore],
})
export class SessionsModule {}
