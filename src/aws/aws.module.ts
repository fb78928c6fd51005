import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { AwsConnection } from './aws-connection.js';
import { createCognitoClient } from './cognito-client.js';
import { documentClient } from './document-client.js';
import { createDynamoDbClient } from './dynamodb-client.js';
import { nameExternalUsers } from './name-external-users.js';
import { cognitoLimits, dynamodbLimits } from './upstream-limits.js';
import { UpstreamObserver } from './upstream-observer.js';

/** One client a service for the whole process. */
@Module({})
export class AwsModule implements OnApplicationShutdown {
  constructor(
    private readonly cognito: CognitoIdentityProviderClient,
    private readonly dynamodb: DynamoDBClient,
  ) {}

  /** Lets go of the sockets, so that whoever is at their other end can stop too. */
  onApplicationShutdown(): void {
    this.cognito.destroy();
    this.dynamodb.destroy();
  }

  static with(connection: AwsConnection, observer: UpstreamObserver): DynamicModule {
    return {
      module: AwsModule,
      global: true,
      providers: [
        { provide: AwsConnection, useValue: connection },
        { provide: UpstreamObserver, useValue: observer },
        {
          provide: CognitoIdentityProviderClient,
          inject: [AwsConnection, UpstreamObserver, Settings],
          useFactory: (own: AwsConnection, watching: UpstreamObserver, settings: Settings) => {
            const client = createCognitoClient(own, watching, cognitoLimits(settings));
            nameExternalUsers(client);
            return client;
          },
        },
        {
          provide: DynamoDBClient,
          inject: [AwsConnection, UpstreamObserver, Settings],
          useFactory: (own: AwsConnection, watching: UpstreamObserver, settings: Settings) =>
            createDynamoDbClient(own, watching, dynamodbLimits(settings)),
        },
        { provide: DynamoDBDocumentClient, inject: [DynamoDBClient], useFactory: documentClient },
      ],
      exports: [
        AwsConnection,
        UpstreamObserver,
        CognitoIdentityProviderClient,
        DynamoDBClient,
        DynamoDBDocumentClient,
      ],
    };
  }
}
