import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import { toEpochSeconds, type WireType } from '../protocol/wire-output.js';
import type { ClientRecord } from '../store/records.js';

export function clientView(client: ClientRecord): WireType<UserPoolClientType> {
  return {
    ...client.settings,
    UserPoolId: client.poolId,
    ClientName: client.name,
    ClientId: client.id,
    ...(client.secret !== undefined && { ClientSecret: client.secret }),
    CreationDate: toEpochSeconds(client.createdAt),
    LastModifiedDate: toEpochSeconds(client.modifiedAt),
    AllowedOAuthFlowsUserPoolClient: client.settings.AllowedOAuthFlowsUserPoolClient ?? false,
  };
}
