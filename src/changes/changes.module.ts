import { Module } from '@nestjs/common';
import { ChangeFeed } from './change-feed.js';
import { ChangeStore } from './change-store.port.js';
import { DynamoDbChangeStore } from './dynamodb/dynamodb-change-store.js';

@Module({
  providers: [ChangeFeed, { provide: ChangeStore, useClass: DynamoDbChangeStore }],
  exports: [ChangeFeed],
})
export class ChangesModule {}
