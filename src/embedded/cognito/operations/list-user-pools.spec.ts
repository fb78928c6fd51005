import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('ListUserPools', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    for (const PoolName of ['one', 'two', 'three']) {
      await cognito.sdk.createUserPool({ PoolName });
    }
  });

  afterAll(() => cognito.stop());

  it('lists every pool once over its pages', async () => {
    const first = await cognito.sdk.listUserPools({ MaxResults: 2 });
    const second = await cognito.sdk.listUserPools({ MaxResults: 2, NextToken: first.NextToken });
    const names = [...(first.UserPools ?? []), ...(second.UserPools ?? [])].map((pool) => pool.Name);
    expect(names.toSorted()).toEqual(['one', 'three', 'two']);
    expect(second.NextToken).toBeUndefined();
  });

  it('refuses a page size out of range and a token that it did not make', async () => {
    await expect(cognito.sdk.listUserPools({ MaxResults: 61 })).rejects.toMatchObject({
      message:
        "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
    });
    await expect(cognito.sdk.listUserPools({ MaxResults: 2, NextToken: 'forged' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});
