import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type DynamicModule, Module } from '@nestjs/common';
import { AwsConnection } from './aws-connection.js';
import { createCognitoClient } from './cognito-client.js';
import { createDynamoDbClient } from './dynamodb-client.js';
import { UpstreamObserver } from './upstream-observer.js';

/** One client a service for the whole process. */
@Module({})
export class AwsModule {
  static with(connection: AwsConnection, observer: UpstreamObserver): DynamicModule {
    return {
      module: AwsModule,
      global: true,
      providers: [
        { provide: AwsConnection, useValue: connection },
        { provide: UpstreamObserver, useValue: observer },
        {
          provide: CognitoIdentityProviderClient,
          inject: [AwsConnection, UpstreamObserver],
          useFactory: createCognitoClient,
        },
        {
          provide: DynamoDBDocumentClient,
          inject: [AwsConnection, UpstreamObserver],
          useFactory: createDynamoDbClient,
        },
      ],
      exports: [AwsConnection, UpstreamObserver, CognitoIdentityProviderClient, DynamoDBDocumentClient],
    };
  }
}
