import { AuthParts } from '../../test/fakes/auth-parts.js';
import { FakeHttp } from '../../test/fakes/fake-http.js';
import { SignInProfiles } from '../auth/sign-in-profiles.js';
import { HostedUsers } from '../auth/social/hosted-users.js';
import { AdminOnly } from '../http/access.decorators.js';
import type { Caller } from '../shared/caller.js';
import { AuditedDenials } from './audited-denials.js';
import { ActiveUserGuard } from './active-user.guard.js';

class FilesController {
  @AdminOnly()
  administer(): string {
    return '';
  }
}

describe('ActiveUserGuard', () => {
  let parts: AuthParts;
  let guard: ActiveUserGuard;
  let caller: Caller;

  beforeEach(async () => {
    parts = new AuthParts();
    const { social, identity, profiles, proven, roles, settings, clock, audit } = parts;
    const recorded = new SignInProfiles(profiles, identity, roles);
    const hosted = new HostedUsers(social, identity, recorded, proven, settings, clock);
    guard = new ActiveUserGuard(profiles, hosted, new AuditedDenials(audit.trail));
    await parts.newPerson();
    caller = await parts.signedIn();
  });

  const ask = async (asking: Caller | undefined) => {
    const request = asking === undefined ? {} : { caller: asking };
    const http = new FakeHttp(request, FilesController.prototype.administer);
    expect(await guard.canActivate(http.context)).toBe(true);
    return http.request.caller;
  };
  const expectRefused = async (code: string) => {
    const http = new FakeHttp({ caller }, FilesController.prototype.administer);
    await expect(Promise.resolve(guard.canActivate(http.context))).rejects.toHaveProperty('code', code);
    expect((await parts.recorded()).at(-1)).toBe(`access.denied ${code}`);
  };

  it('lets active people through as they are', async () => {
    await expect(ask(caller)).resolves.toEqual(caller);
  });

  it('asks nothing where nobody is signed in', async () => {
    await expect(ask(undefined)).resolves.toBeUndefined();
  });

  it('narrows the groups of the token to those that the person is still in', async () => {
    await parts.profiles.setGroups(caller.userId, ['hr', 'staff']);
    const groups = ['admin', 'hr'];
    await expect(ask({ ...caller, groups })).resolves.toEqual({ ...caller, groups: ['hr'] });
    await parts.profiles.removeGroup(caller.userId, 'hr');
    await expect(ask({ ...caller, groups })).resolves.toHaveProperty('groups', []);
  });

  it('gives no groups that the token does not name', async () => {
    await parts.profiles.setGroups(caller.userId, ['admin']);
    await expect(ask(caller)).resolves.toHaveProperty('groups', []);
  });

  it('refuses a disabled person, on record', async () => {
    await parts.profiles.setStatus(caller.userId, 'DISABLED');
    await expectRefused('account_disabled');
  });

  it('refuses an erased person, whose token is still well signed', async () => {
    await parts.profiles.delete(caller.userId);
    await expectRefused('invalid_token');
  });

  it('makes the profile of somebody who signed in on the hosted pages', async () => {
    await parts.profiles.delete(caller.userId);
    parts.social.hostedTokens.add(caller.accessToken);
    await expect(ask(caller)).resolves.toEqual(caller);
    await expect(parts.profiles.get(caller.userId)).resolves.toMatchObject({ status: 'ACTIVE' });
  });

  it('refuses somebody of the hosted pages whose second step is due, until it was made', async () => {
    await parts.profiles.setMfaEnabled(caller.userId, true);
    await expect(ask(caller)).resolves.toEqual(caller);
    parts.social.hostedTokens.add(caller.accessToken);
    await expectRefused('invalid_token');
    await parts.proven.mark(caller.sessionId);
    await expect(ask(caller)).resolves.toEqual(caller);
  });
});
