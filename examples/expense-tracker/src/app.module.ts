import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type DynamicModule, Module } from '@nestjs/common';
import { CognitoAccessModule } from 'cognito-auth-service/access';
import { DynamoDbExpenseStore } from './expenses/dynamodb/dynamodb-expense-store.js';
import { ExpenseStore } from './expenses/expense-store.port.js';
import { ExpensesController } from './expenses/expenses.controller.js';
import { ExpensesService } from './expenses/expenses.service.js';
import { HealthController } from './health.controller.js';
import type { Settings } from './settings.js';

@Module({})
export class AppModule {
  static with(settings: Settings, dynamodb: DynamoDBClient): DynamicModule {
    const { region, userPoolId, clientIds, issuer, authServiceUrl, table } = settings;
    const sessionCheck = { url: authServiceUrl };
    return {
      module: AppModule,
      imports: [CognitoAccessModule.forRoot({ region, userPoolId, clientIds, issuer, sessionCheck })],
      controllers: [ExpensesController, HealthController],
      providers: [
        ExpensesService,
        {
          provide: ExpenseStore,
          useFactory: () => new DynamoDbExpenseStore(DynamoDBDocumentClient.from(dynamodb), table),
        },
      ],
    };
  }
}
