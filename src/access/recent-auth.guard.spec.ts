import { FakeClock } from '../../test/fakes/fake-clock.js';
import { FakeHttp } from '../../test/fakes/fake-http.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';
import { loadConfig } from '../config/load-config.js';
import { RequireRecentAuth } from '../http/access.decorators.js';
import { RecentAuthGuard } from './recent-auth.guard.js';

class FilesController {
  @RequireRecentAuth()
  erase(): string {
    return '';
  }

  @RequireRecentAuth(1)
  eraseAll(): string {
    return '';
  }

  read(): string {
    return '';
  }
}

describe('RecentAuthGuard', () => {
  const clock = new FakeClock();
  const guard = new RecentAuthGuard(loadConfig({ STEP_UP_MINUTES: '5' }), clock);

  /** Somebody who signed in that many seconds ago. */
  const ask = (operation: keyof FilesController, agoSeconds?: number) => () => {
    const authTime = clock.now() / 1000 - (agoSeconds ?? 0);
    const token = { userId: 'ada', sessionId: 's', groups: [], tokenExpiresAt: 0, accessToken: 't' };
    const caller = { ...ORIGIN, ...token, authTime };
    const request = agoSeconds === undefined ? {} : { caller };
    return guard.canActivate(new FakeHttp(request, FilesController.prototype[operation]).context);
  };
  const demand = (maxAgeSeconds: number) =>
    expect.objectContaining({ code: 'insufficient_user_authentication', maxAgeSeconds }) as Error;

  it('asks for a sign-in as recent as the settings say', () => {
    expect(ask('erase', 300)()).toBe(true);
    expect(ask('erase', 301)).toThrow(demand(300));
  });

  it('asks for one as recent as the operation says', () => {
    expect(ask('eraseAll', 60)()).toBe(true);
    expect(ask('eraseAll', 61)).toThrow(demand(60));
  });

  it('asks for none where the operation does not', () => {
    expect(ask('read', 86_400)()).toBe(true);
    expect(ask('read')()).toBe(true);
  });

  it('refuses whom nobody knows', () => {
    expect(ask('erase')).toThrow(demand(300));
  });
});
