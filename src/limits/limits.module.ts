import { Module } from '@nestjs/common';
import { AccountLock } from './account-lock.js';
import { CounterStore } from './counter-store.port.js';
import { DynamoDbCounterStore } from './dynamodb/dynamodb-counter-store.js';
import { RateLimits } from './rate-limits.js';

@Module({
  providers: [AccountLock, RateLimits, { provide: CounterStore, useClass: DynamoDbCounterStore }],
  exports: [AccountLock, RateLimits, CounterStore],
})
export class LimitsModule {}
