import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';
import { CognitoStore } from '../store/cognito-store.js';

describe('DeleteUserPool', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
  });

  afterEach(() => cognito.stop());

  const deletePool = () => cognito.sdk.deleteUserPool({ UserPoolId: cognito.poolId });

  it('takes all that is in the pool along, and nothing of another', async () => {
    await cognito.createPool();
    const other = cognito.poolId;
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
    await cognito.signIn('ann@example.com');
    await cognito.sdk.createGroup({ UserPoolId: cognito.poolId, GroupName: 'admin' });
    await deletePool();
    await expect(deletePool()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({
      message: 'User pool client ID does not exist.',
    });
    await cognito.server.close();
    const store = await CognitoStore.open(cognito.dataDir);
    const { pools, clients, users, groups, signIns, refreshTokens } = store;
    expect(pools.all().map(({ id }) => id)).toEqual([other]);
    expect(clients.all().map(({ poolId }) => poolId)).toEqual([other]);
    expect([users, groups, signIns, refreshTokens].map(({ size }) => size)).toEqual([0, 0, 0, 0]);
    await store.close();
    await cognito.start();
  });

  it('is refused while the pool is protected or has a domain', async () => {
    await cognito.createPool({ DeletionProtection: 'ACTIVE' });
    await expect(deletePool()).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('deletion protection is activated') as string,
    });
    const domain = { UserPoolId: cognito.poolId, Domain: 'people' };
    await cognito.sdk.createUserPoolDomain(domain);
    await cognito.sdk.updateUserPool({ UserPoolId: cognito.poolId, DeletionProtection: 'INACTIVE' });
    await expect(deletePool()).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('has a domain configured') as string,
    });
    await cognito.sdk.deleteUserPoolDomain(domain);
    await expect(deletePool()).resolves.toBeDefined();
  });
});
