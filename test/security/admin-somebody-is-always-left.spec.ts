/**
 * Attack: an administrator locks everybody out of the administration, out of spite or by mistake: by removing themselves, by
 * removing the last other one with a token that outlived its own group, by erasing the own account, or, two at once, by
 * removing each other.
 */
import {
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  ListUsersInGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Administrator } from '../support/administrator.js';
import { Journey } from '../support/journey.js';
import { PoolAdmin } from '../support/pool-admin.js';
import { RunningService } from '../support/running-service.js';

type Way = (userId: string) => readonly [method: string, path: string];

const WAYS: readonly (readonly [done: string, way: Way])[] = [
  ['demoted', (userId: string) => ['DELETE', `/users/${userId}/groups/admin`]],
  ['disabled', (userId: string) => ['POST', `/users/${userId}/disable`]],
  ['erased', (userId: string) => ['DELETE', `/users/${userId}`]],
];

describe('of the administrators', () => {
  let service: RunningService;
  let journey: Journey;
  let pool: PoolAdmin;
  let admin: Administrator;

  const groupsOf = async ({ email }: Administrator) => {
    const request = { UserPoolId: pool.userPoolId, Username: email };
    const { Groups } = await pool.client.send(new AdminListGroupsForUserCommand(request));
    return (Groups ?? []).map(({ GroupName }) => GroupName);
  };
  const active = async () => {
    const request = { UserPoolId: pool.userPoolId, GroupName: 'admin' };
    const { Users } = await pool.client.send(new ListUsersInGroupCommand(request));
    return (Users ?? []).filter(({ Enabled }) => Enabled);
  };
  const leave = ({ email }: Administrator) =>
    pool.client.send(
      new AdminRemoveUserFromGroupCommand({
        UserPoolId: pool.userPoolId,
        GroupName: 'admin',
        Username: email,
      }),
    );

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
    pool = await PoolAdmin.of(service.cognito);
    admin = await Administrator.signIn(journey, 'admin@example.com', service.adminPassword);
  });

  afterAll(() => service.stopAndForget());

  it.each(WAYS)('none is %s by themselves, whether or not there are others', async (_, way) => {
    expect(await admin.outcome(...way(admin.userId))).toEqual([409, 'own_account']);
    const other = await Administrator.make(journey, service.cognito);
    expect(await other.outcome(...way(other.userId))).toEqual([409, 'own_account']);
    expect(await groupsOf(other)).toEqual(['admin']);
    expect((await other.get('/groups')).status).toBe(200);
    await leave(other);
  });

  it.each(WAYS)('another one is %s, and the one who did it is left', async (_, way) => {
    const other = await Administrator.make(journey, service.cognito);
    expect(await admin.outcome(...way(other.userId))).toEqual([204, undefined]);
    expect([401, 403]).toContain((await other.get('/groups')).status);
    expect(await active()).toHaveLength(1);
  });

  it.each(WAYS)('the last one is not %s by somebody who left the group a moment ago', async (_, way) => {
    const gone = await Administrator.make(journey, service.cognito);
    await leave(gone);
    expect(await gone.outcome(...way(admin.userId))).toEqual([409, 'last_admin']);
    expect((await admin.get('/groups')).status).toBe(200);
    const [event] = await admin.events({ userId: admin.userId, outcome: 'FAILURE', limit: '1' });
    expect(event).toMatchObject({ actorId: gone.userId, details: { reason: 'last_admin' } });
  });

  it.each(WAYS)('exactly one is %s where two do it to each other at once', async (_, way) => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [
        await Administrator.make(journey, service.cognito),
        await Administrator.make(journey, service.cognito),
      ];
      const outcomes = await Promise.all([one.outcome(...way(two.userId)), two.outcome(...way(one.userId))]);
      expect(outcomes.filter(([status]) => status === 204)).toHaveLength(1);
      expect(await active()).toHaveLength(2);
      const winner = outcomes[0][0] === 204 ? one : two;
      expect((await winner.get('/groups')).status).toBe(200);
      await admin.outcome(...way(winner.userId));
    }
  });

  it('the last one does not erase the own account, and another one does', async () => {
    const own = ({ token }: Administrator) => journey.api.call('DELETE', '/users/me', { token });
    const refused = await own(admin);
    expect([refused.status, refused.body]).toEqual([409, expect.objectContaining({ code: 'last_admin' })]);
    expect((await admin.get('/groups')).status).toBe(200);
    const [one, two] = [
      await Administrator.make(journey, service.cognito),
      await Administrator.make(journey, service.cognito),
    ];
    await Promise.all([own(one), own(two)]);
    expect((await own(admin)).status).toBe(409);
    expect(await active()).toHaveLength(1);
  });

  it('one who was taken out and put back may take others out again', async () => {
    const other = await Administrator.make(journey, service.cognito);
    const third = await Administrator.make(journey, service.cognito);
    const path = `/users/${other.userId}/groups/admin`;
    expect(await admin.outcome('DELETE', path)).toEqual([204, undefined]);
    expect(await admin.outcome('PUT', path)).toEqual([204, undefined]);
    const again = await Administrator.signIn(journey, other.email, 'correct-Horse-7-battery');
    const outcome = await again.outcome('DELETE', `/users/${third.userId}/groups/admin`);
    expect(outcome).toEqual([204, undefined]);
  });

  it('the group itself stays', async () => {
    expect(await admin.outcome('DELETE', '/groups/admin')).toEqual([409, 'last_admin']);
    expect(await groupsOf(admin)).toEqual(['admin']);
  });
});
