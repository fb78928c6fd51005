import { Module } from '@nestjs/common';
import { CounterStore } from './counter-store.port.js';
import { DynamoDbCounterStore } from './dynamodb/dynamodb-counter-store.js';

@Module({
  providers: [{ provide: CounterStore, useClass: DynamoDbCounterStore }],
  exports: [CounterStore],
})
export class LimitsModule {}
