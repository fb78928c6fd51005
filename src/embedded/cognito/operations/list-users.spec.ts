import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('ListUsers', () => {
  let cognito: EmbeddedCognitoHarness;
  let ann: string;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    ann = await cognito.confirmedUser('ann@example.com', { name: 'Ann "A" Lee' });
    await cognito.signUp('anna@example.com');
    await cognito.signUp('bob@example.com');
    await cognito.sdk.adminDisableUser({ UserPoolId: cognito.poolId, Username: 'bob@example.com' });
  });

  afterAll(() => cognito.stop());

  const emails = async (Filter?: string) => {
    const { Users = [] } = await cognito.sdk.listUsers({ UserPoolId: cognito.poolId, Filter });
    const found = Users.map((user) => user.Attributes?.find(({ Name }) => Name === 'email')?.Value ?? '');
    return found.toSorted();
  };

  it.each([
    ['', ['ann@example.com', 'anna@example.com', 'bob@example.com']],
    ['email = "ann@example.com"', ['ann@example.com']],
    ['email ^= "ANN"', ['ann@example.com', 'anna@example.com']],
    ['name = "Ann \\"A\\" Lee"', ['ann@example.com']],
    ['cognito:user_status = "unconfirmed"', ['anna@example.com', 'bob@example.com']],
    ['status = "Disabled"', ['bob@example.com']],
    ['email = "nobody@example.com"', []],
  ])('finds by %j', async (filter, expected) => {
    expect(await emails(filter)).toEqual(expected);
  });

  it('finds by sub and username', async () => {
    expect(await emails(`sub = "${ann}"`)).toEqual(['ann@example.com']);
    expect(await emails(`username ^= "${ann.slice(0, 13)}"`)).toEqual(['ann@example.com']);
  });

  it.each([
    ['custom:department = "x"', 'Invalid search attribute: custom:department'],
    ['email', 'Error while parsing filter'],
    ['email = "a" and name = "b"', 'Error while parsing filter'],
  ])('refuses %j', async (filter, message) => {
    await expect(emails(filter)).rejects.toMatchObject({ name: 'InvalidParameterException', message });
  });

  it('pages through every user once, in the form that was asked for', async () => {
    const request = { UserPoolId: cognito.poolId, Limit: 2, AttributesToGet: ['email'] };
    const first = await cognito.sdk.listUsers(request);
    const second = await cognito.sdk.listUsers({ ...request, PaginationToken: first.PaginationToken });
    const users = [...(first.Users ?? []), ...(second.Users ?? [])];
    expect(new Set(users.map((user) => user.Username)).size).toBe(3);
    expect(users.every((user) => user.Attributes?.length === 1)).toBe(true);
    expect(second.PaginationToken).toBeUndefined();
    await expect(
      cognito.sdk.listUsers({ ...request, PaginationToken: first.PaginationToken, Filter: 'email ^= "a"' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
