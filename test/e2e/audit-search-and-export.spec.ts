import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../support/api-client.js';
import { Administrator } from '../support/administrator.js';
import { Journey } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';
import { type AuditedEvent, type EventPage, WatchedTrail } from '../support/watched-trail.js';

const WRONG = 'wrong-Horse-1-battery';

describe('the audit trail', () => {
  let service: RunningService;
  let journey: Journey;
  let admin: Administrator;
  let trail: WatchedTrail;

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
    admin = await Administrator.signIn(journey, 'admin@example.com', service.adminPassword);
    trail = new WatchedTrail(journey, admin);
  });

  afterAll(() => service.stopAndForget());

  it('is found by user, type, outcome and time, together and page by page', async () => {
    const { email, user } = await journey.newPerson();
    const { userId } = user;
    for (let i = 0; i < 3; i += 1) await journey.api.post('/auth/login', { email, password: WRONG });
    await journey.login(email);
    const all = (await trail.search({ userId, limit: '100' })).body.items;
    expect(all.every((event) => event.userId === userId)).toBe(true);
    expect(all.map(({ time }) => time)).toEqual(
      all
        .map(({ time }) => time)
        .sort()
        .reverse(),
    );
    const failed = (await trail.search({ userId, outcome: 'FAILURE', type: 'login.failed' })).body.items;
    expect(failed).toEqual(all.filter(({ type }) => type === 'login.failed'));
    expect(failed).toHaveLength(3);
    const oldest = all.at(-1)?.time ?? '';
    const newest = all[0]?.time ?? '';
    expect((await trail.search({ userId, from: newest, limit: '100' })).body.items[0]).toEqual(all[0]);
    expect((await trail.search({ userId, to: oldest })).body.items.at(-1)).toEqual(all.at(-1));
    expect((await trail.search({ userId, from: '2100-01-01' })).body.items).toEqual([]);
    const paged: AuditedEvent[] = [];
    let cursor: string | null = null;
    do {
      const page: Answer<EventPage> = await trail.search({
        userId,
        limit: '2',
        ...(cursor !== null && { cursor }),
      });
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      paged.push(...page.body.items);
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    for (const bad of [{ type: 'login' }, { outcome: 'OK' }, { from: 'yesterday' }, { cursor: 'eyJ9' }]) {
      expect((await trail.search(bad)).status).toBe(400);
    }
  });

  it('is exported as lines that are proved to be whole without the service', async () => {
    const exported = await trail.exportAll();
    expect(exported.type).toContain('application/x-ndjson');
    const lines = exported.text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(15);
    const folder = await mkdtemp(join(tmpdir(), 'audit-export-'));
    const verify = async (content: readonly string[]): Promise<{ code: number; text: string }> => {
      const file = join(folder, 'export.ndjson');
      await writeFile(file, `${content.join('\n')}\n`);
      return new Promise((resolve) => {
        const env = { ...process.env, EMBEDDED_DATA_DIR: service.dataDir };
        execFile('npm', ['run', '--silent', 'audit', '--', 'verify', file], { env }, (error, stdout) => {
          resolve({ code: Number(error?.code ?? 0), text: stdout });
        });
      });
    };
    expect(await verify(lines)).toEqual({
      code: 0,
      text: expect.stringContaining(`intact, ${lines.length} events`) as string,
    });
    const middle = Math.floor(lines.length / 2);
    const changed = lines.map((line, index) =>
      index === middle ? line.replace('127.0.0.1', '10.0.0.1') : line,
    );
    const removed = lines.filter((_, index) => index !== middle);
    const moved = [...lines.slice(1, 3).reverse(), ...lines.slice(0, 1), ...lines.slice(3)];
    for (const content of [changed, removed, moved, lines.slice(0, -1)]) {
      expect(await verify(content)).toEqual({
        code: 1,
        text: expect.stringContaining('NOT INTACT') as string,
      });
    }
    await rm(folder, { recursive: true });
    const verdict = await admin.get('/audit-events/verify');
    expect(verdict.body).toMatchObject({ intact: true, firstBroken: null, unsealed: 0 });
  });
});
