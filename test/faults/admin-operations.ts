import { randomUUID } from 'node:crypto';
import { newEmail } from '../support/journey.js';
import type { FaultyWorld } from './faulty-world.js';
import { claimsOf } from './own-operations.js';
import type { Prepare } from './sign-in-operations.js';

/** A request of the administrator. */
function ask(method: string, path: string, body?: object): Prepare {
  return ({ admin }) => ({
    method,
    path: `/admin${path}`,
    token: admin.token,
    ...(body !== undefined && { body }),
  });
}

/** A request about somebody whom no test changes. */
function about(path: string): Prepare {
  return (world) => ask('GET', `/users/${world.ada.user.userId}${path}`)(world);
}

/** A request that changes somebody. */
function change(method: string, path: string, body?: object): Prepare {
  return async (world) => {
    const { user } = await world.journey.newPerson();
    return ask(method, `/users/${user.userId}${path}`, body)(world);
  };
}

async function newGroup(world: FaultyWorld): Promise<string> {
  const name = `group-${randomUUID()}`;
  await world.admin.call('POST', '/groups', { name });
  return name;
}

/** What the administrator does, by `operationId`. */
export const ADMIN_OPERATIONS: Readonly<Record<string, Prepare>> = {
  listUsers: ask('GET', '/users'),
  inviteUser: (world) =>
    ask('POST', '/users', {
      email: newEmail(),
      firstName: 'Grace',
      lastName: 'Hopper',
      role: 'Employee',
    })(world),
  readUser: about(''),
  changeUser: change('PATCH', '', { lastName: 'King', role: 'Manager' }),
  eraseUser: change('DELETE', ''),
  disableUser: change('POST', '/disable'),
  enableUser: change('POST', '/enable'),
  unlockUser: change('POST', '/unlock'),
  signOutUser: change('POST', '/sign-out'),
  resetUserPassword: change('POST', '/reset-password'),
  resetUserMfa: change('POST', '/reset-mfa'),
  confirmUser: async (world) => {
    const email = newEmail();
    await world.journey.register(email);
    const { body } = await world.admin.get<{ items: readonly { userId: string }[] }>(`/users?email=${email}`);
    return ask('POST', `/users/${body.items[0]?.userId ?? ''}/confirm`)(world);
  },
  listUserSessions: about('/sessions'),
  endUserSession: async (world) => {
    const { user, tokens } = await world.journey.newPerson();
    const { jti, origin_jti } = claimsOf(tokens.accessToken);
    return ask('DELETE', `/users/${user.userId}/sessions/${origin_jti ?? jti}`)(world);
  },
  listUserGroups: about('/groups'),
  addUserToGroup: async (world) => change('PUT', `/groups/${await newGroup(world)}`)(world),
  removeUserFromGroup: async (world) => {
    const path = `/users/${world.ada.user.userId}/groups/${await newGroup(world)}`;
    await world.admin.call('PUT', path);
    return ask('DELETE', path)(world);
  },
  listGroups: ask('GET', '/groups'),
  createGroup: (world) => ask('POST', '/groups', { name: `group-${randomUUID()}` })(world),
  deleteGroup: async (world) => ask('DELETE', `/groups/${await newGroup(world)}`)(world),
  listAuditEvents: ask('GET', '/audit-events'),
  verifyAuditTrail: ask('GET', '/audit-events/verify'),
};
