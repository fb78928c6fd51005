import type { ExecutionContext } from '@nestjs/common';
import { AuditParts } from '../../test/fakes/audit-parts.js';
import { FakeAuditSink } from '../../test/fakes/fake-audit-sink.js';
import { groupsIn } from '../auth/cognito/automatic-groups.js';
import { loadConfig } from '../config/load-config.js';
import { AdminOnly, Authenticated, Groups } from '../http/access.decorators.js';
import { AuditedDenials } from './audited-denials.js';
import { GroupsGuard } from './groups.guard.js';

const POOL = 'us-east-1_Pool';

class FilesController {
  @Groups('admin', 'hr')
  readFiles(): string {
    return '';
  }

  @Groups(`${POOL}_Google`)
  onlyForGoogle(): string {
    return '';
  }

  @AdminOnly()
  administer(): string {
    return '';
  }

  @Authenticated()
  look(): string {
    return '';
  }
}

describe('@Groups', () => {
  let audit: AuditParts;
  let guard: GroupsGuard;

  /** A request whose token names these groups, as Cognito writes them. */
  const ask = (operation: keyof FilesController, groups: readonly string[] | undefined) => {
    const payload = {
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`,
      'cognito:groups': groups,
    };
    const request = {
      caller: { userId: 'ada', sessionId: 's-1', groups: groupsIn(payload) },
      headers: {},
      ip: '192.0.2.7',
      raw: { headers: {} },
      id: 'request-1',
      method: 'GET',
      routeOptions: { url: `/files/:${operation}` },
    };
    return guard.canActivate({
      getHandler: () => FilesController.prototype[operation],
      switchToHttp: () => ({ getRequest: () => request }),
    } as unknown as ExecutionContext);
  };

  beforeEach(() => {
    audit = new AuditParts(new FakeAuditSink());
    guard = new GroupsGuard(loadConfig({ ADMIN_GROUP: 'root' }), new AuditedDenials(audit.trail));
  });

  it.each([[['admin']], [['hr']], [['staff', 'hr']], [['admin', 'hr']]])(
    'lets %j in by any of them',
    (groups) => {
      expect(ask('readFiles', groups)).toBe(true);
    },
  );

  it.each([[undefined], [[]], [['staff']], [['HR']], [['hr ']], [['admin,hr']], [['root']]])(
    'refuses %j, and puts it on record',
    async (groups) => {
      await expect(ask('readFiles', groups)).rejects.toHaveProperty('code', 'insufficient_scope');
      const [record] = await audit.records();
      expect(record?.event).toMatchObject({
        type: 'access.denied',
        outcome: 'FAILURE',
        userId: 'ada',
        actorId: 'ada',
        sessionId: 's-1',
        details: { reason: 'insufficient_scope', operation: 'GET /files/:readFiles' },
      });
    },
  );

  it('takes nothing from the groups that Cognito makes by itself for federated providers', async () => {
    for (const operation of ['readFiles', 'onlyForGoogle', 'administer'] as const) {
      await expect(ask(operation, [`${POOL}_Google`])).rejects.toHaveProperty('code', 'insufficient_scope');
    }
    expect(ask('readFiles', [`${POOL}_Google`, 'hr'])).toBe(true);
  });

  it('lets in by the admin group that the settings name, and by no other', async () => {
    expect(ask('administer', ['root'])).toBe(true);
    await expect(ask('administer', ['admin'])).rejects.toHaveProperty('code', 'insufficient_scope');
  });

  it('asks nothing of operations that are for everybody signed in', async () => {
    expect(ask('look', [])).toBe(true);
    await expect(audit.records()).resolves.toEqual([]);
  });
});
