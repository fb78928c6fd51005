import {
  AdminCreateUserCommand,
  AdminUpdateUserAttributesCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';

/** What an operator does to the pool behind the service's back, by the plain AWS SDK. */
export class PoolAdmin {
  private constructor(
    readonly client: CognitoIdentityProviderClient,
    readonly userPoolId: string,
  ) {}

  static async of(endpoint: string): Promise<PoolAdmin> {
    const client = new CognitoIdentityProviderClient({
      region: 'us-east-1',
      endpoint,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { UserPools } = await client.send(new ListUserPoolsCommand({ MaxResults: 1 }));
    return new PoolAdmin(client, UserPools?.[0]?.Id ?? '');
  }

  /** Invites somebody; the mail has the temporary password. */
  async invite(email: string): Promise<void> {
    await this.client.send(
      new AdminCreateUserCommand({
        UserPoolId: this.userPoolId,
        Username: email,
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
          { Name: 'given_name', Value: 'Grace' },
          { Name: 'family_name', Value: 'Hopper' },
        ],
      }),
    );
  }

  async setAttributes(username: string, attributes: AttributeType[]): Promise<void> {
    await this.client.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: this.userPoolId,
        Username: username,
        UserAttributes: attributes,
      }),
    );
  }
}
