import { AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { Administrator } from '../support/administrator.js';
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { PoolAdmin } from '../support/pool-admin.js';
import { RunningService } from '../support/running-service.js';

const DONE = [204, undefined];

describe('a kill in the middle of what an administrator does', () => {
  let aws: LocalAws;
  let pool: PoolAdmin;
  let service: RunningService;
  let journey: Journey;
  let admin: Administrator;

  const start = async () => {
    service = await RunningService.start({ env: aws.env() });
    journey = new Journey(service.origin, aws.cognitoServer);
  };
  const login = async (email: string) => {
    const { status, body } = await journey.api.post('/auth/login', { email, password: PASSWORD });
    return [status, body['code'] ?? body['status']];
  };
  const inCognito = async (username: string) =>
    pool.client.send(new AdminGetUserCommand({ UserPoolId: pool.userPoolId, Username: username }));
  /** Kills the service while Cognito is asked for the operation, and starts another one. */
  const killWhile = async (operation: string, call: () => Promise<unknown>) => {
    const reached = new Promise<void>((resolve) => {
      aws.cognito.behave((each) => {
        if (each !== operation) return 'forward';
        resolve();
        return 'hold';
      });
    });
    const answer = call().catch((error: unknown) => error);
    await reached;
    await service.kill();
    expect(await answer).toHaveProperty('message', 'fetch failed');
    aws.cognito.behave(() => 'forward');
    await start();
    admin = admin.at(journey);
  };

  beforeAll(async () => {
    aws = await LocalAws.start();
    pool = await PoolAdmin.of(aws.cognitoServer);
    await start();
    admin = await Administrator.make(journey, aws.cognitoServer);
  });

  afterAll(async () => {
    await service.stop();
    await aws.close();
  });

  it('leaves somebody who is being disabled outside, and the same call again completes it', async () => {
    const { email, user, tokens } = await journey.newPerson();
    await killWhile('AdminDisableUser', () => admin.act('disable', user.userId));
    expect((await inCognito(email)).Enabled).toBe(true);
    const me = await journey.api.get('/users/me', { token: tokens.accessToken });
    expect([401, 403]).toContain(me.status);
    expect(await login(email)).toEqual([403, 'account_disabled']);

    expect(await admin.act('disable', user.userId)).toEqual(DONE);
    expect((await inCognito(email)).Enabled).toBe(false);
    expect(await admin.act('enable', user.userId)).toEqual(DONE);
    expect(await login(email)).toEqual([200, 'AUTHENTICATED']);
  });

  it('leaves somebody who is being enabled outside, and the same call again completes it', async () => {
    const { email, user } = await journey.newPerson();
    await admin.act('disable', user.userId);
    await killWhile('AdminEnableUser', () => admin.act('enable', user.userId));
    expect(await login(email)).toEqual([403, 'account_disabled']);
    expect(await admin.act('enable', user.userId)).toEqual(DONE);
    expect(await login(email)).toEqual([200, 'AUTHENTICATED']);
  });

  it('leaves somebody who is being erased outside, and the same call again completes it', async () => {
    const { email, user, tokens } = await journey.newPerson();
    await killWhile('AdminDeleteUser', () => admin.outcome('DELETE', `/users/${user.userId}`));
    expect((await inCognito(email)).Enabled).toBe(true);
    const me = await journey.api.get('/users/me', { token: tokens.accessToken });
    expect([401, 403]).toContain(me.status);
    expect(await login(email)).toEqual([403, 'account_disabled']);
    expect((await admin.get(`/users/${user.userId}`)).body['status']).toBe('DISABLED');

    expect(await admin.outcome('DELETE', `/users/${user.userId}`)).toEqual(DONE);
    await expect(inCognito(email)).rejects.toHaveProperty('name', 'UserNotFoundException');
    const events = await admin.events({ userId: user.userId, type: 'admin.erase_user' });
    expect(events.map(({ outcome }) => outcome)).toEqual(['SUCCESS']);
    await journey.register(email);
  });

  it('leaves nobody invited whom the same invitation cannot bring in', async () => {
    const person = { email: newEmail(), firstName: 'Grace', lastName: 'Hopper', role: 'HR' };
    const groups = ['admin'];
    await killWhile('AdminAddUserToGroup', () => admin.outcome('POST', '/users', { ...person, groups }));
    const again = await admin.call('POST', '/users', { ...person, groups });
    expect([again.status, again.body]).toEqual([201, expect.objectContaining({ ...person, groups })]);
    expect((await journey.login(person.email, await journey.mailedCode(person.email))).status).toBe(
      'NEW_PASSWORD_REQUIRED',
    );
  });

  it('takes a group away at once, and the same call again takes it away in Cognito', async () => {
    const other = await Administrator.make(journey, aws.cognitoServer);
    const path = `/users/${other.userId}/groups/admin`;
    await killWhile('AdminRemoveUserFromGroup', () => admin.outcome('DELETE', path));
    expect(await other.at(journey).outcome('GET', '/groups')).toEqual([403, 'insufficient_scope']);
    expect(await admin.outcome('DELETE', path)).toEqual(DONE);
    expect((await admin.get(`/users/${other.userId}/groups`)).body).toEqual({ items: [] });
  });
});
