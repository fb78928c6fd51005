import { FakeHttp } from '../../test/fakes/fake-http.js';
import { AuditParts } from '../../test/fakes/audit-parts.js';
import { FakeAuditSink } from '../../test/fakes/fake-audit-sink.js';
import { SessionsParts } from '../../test/fakes/sessions-parts.js';
import { type TokenVerification, TokenVerifier } from '../auth/token-verifier.port.js';
import { AdminOnly, Authenticated, Public } from '../http/access.decorators.js';
import { AppError } from '../shared/app-error.js';
import type { ProfilesService } from '../users/profiles.service.js';
import { AuditedDenials } from './audited-denials.js';
import { JwtGuard } from './jwt.guard.js';
import { RegistrySessionCheck } from './registry-session-check.js';

class FilesController {
  @Public()
  look(): string {
    return '';
  }

  @Authenticated()
  read(): string {
    return '';
  }

  @AdminOnly()
  administer(): string {
    return '';
  }

  forgotten(): string {
    return '';
  }
}

class FakeTokenVerifier extends TokenVerifier {
  known(): undefined {
    return undefined;
  }

  readonly valid = new Map<string, TokenVerification>();

  verify(token: string): Promise<TokenVerification> {
    return Promise.resolve(this.valid.get(token) ?? { valid: false, reason: 'invalid' });
  }

  prepare(): Promise<void> {
    return Promise.resolve();
  }
}

describe('JwtGuard', () => {
  let parts: SessionsParts;
  let audit: AuditParts;
  let verifier: FakeTokenVerifier;
  let guard: JwtGuard;

  beforeEach(() => {
    parts = new SessionsParts({ SESSION_IDLE_MINUTES: '30' });
    audit = new AuditParts(new FakeAuditSink(), parts.clock);
    verifier = new FakeTokenVerifier();
    const profiles = { doubt: () => undefined, expect: () => undefined } as unknown as ProfilesService;
    const check = new RegistrySessionCheck(parts.here, profiles);
    guard = new JwtGuard(verifier, check, new AuditedDenials(audit.trail));
    const authTime = parts.authTime();
    const claims = {
      userId: 'ada',
      sessionId: 's-1',
      groups: ['hr'],
      scopes: [],
      authTime,
      issuedAt: authTime,
      expiresAt: authTime + 3_600,
    };
    verifier.valid.set('good', { valid: true, claims });
  });

  const ask = async (operation: keyof FilesController, authorization?: string) => {
    const headers = { authorization, 'user-agent': 'Firefox' };
    const http = new FakeHttp({ headers }, FilesController.prototype[operation]);
    expect(await guard.canActivate(http.context)).toBe(true);
    return http.request.caller;
  };
  const expectRefused = (code: string, operation: keyof FilesController, authorization?: string) => {
    const http = new FakeHttp({ headers: { authorization } }, FilesController.prototype[operation]);
    const asked = async () => guard.canActivate(http.context);
    return expect(asked()).rejects.toHaveProperty('code', code);
  };

  it('says who is calling, as the token says', async () => {
    await expect(ask('read', 'Bearer good')).resolves.toEqual({
      userId: 'ada',
      sessionId: 's-1',
      groups: ['hr'],
      authTime: parts.authTime(),
      tokenExpiresAt: parts.authTime() + 3_600,
      accessToken: 'good',
      ipAddress: '192.0.2.7',
      userAgent: 'Firefox',
      requestId: 'request-1',
    });
  });

  it('asks nothing for a public operation, not even about a bad token, and names nobody', async () => {
    await expect(ask('look')).resolves.toBeUndefined();
    await expect(ask('look', 'Bearer bad')).resolves.toBeUndefined();
  });

  it('lets nobody call an operation that says nothing of who may', async () => {
    await expectRefused('insufficient_scope', 'forgotten', 'Bearer good');
  });

  it.each([
    ['authentication_required', undefined],
    ['authentication_required', 'Basic good'],
    ['invalid_token', 'good'],
    ['invalid_token', 'Bearer bad'],
  ])('refuses with %s where the header is %j', async (code, authorization) => {
    await expectRefused(code, 'read', authorization);
  });

  it('refuses a good token of a session that was ended, or was not used for long', async () => {
    await parts.here.endFamily('ada', 's-1');
    await expectRefused('session_revoked', 'read', 'Bearer good');
    await parts.here.open('ada', 's-2', { ipAddress: '', userAgent: '', requestId: '' });
    const good = verifier.valid.get('good');
    if (good?.valid !== true) throw new Error('no claims');
    verifier.valid.set('idle', { valid: true, claims: { ...good.claims, sessionId: 's-2' } });
    parts.clock.advance(31 * 60_000);
    await expectRefused('session_idle_timeout', 'read', 'Bearer idle');
  });

  it('puts refusals of operations for groups on record, and no others', async () => {
    await expectRefused('invalid_token', 'read', 'Bearer bad');
    await expect(audit.records()).resolves.toEqual([]);
    await expectRefused('authentication_required', 'administer');
    await expectRefused('invalid_token', 'administer', 'Bearer bad');
    const events = (await audit.records()).map(({ event }) => event);
    expect(events.map(({ userId, details }) => [userId, details['reason'], details['operation']])).toEqual([
      [null, 'authentication_required', 'GET /files/:id'],
      [null, 'invalid_token', 'GET /files/:id'],
    ]);
  });

  it('does not take an outage for a bad token, nor put it on record', async () => {
    jest.spyOn(verifier, 'verify').mockRejectedValue(new AppError('service_unavailable'));
    await expectRefused('service_unavailable', 'administer', 'Bearer good');
    await expect(audit.records()).resolves.toEqual([]);
  });
});
