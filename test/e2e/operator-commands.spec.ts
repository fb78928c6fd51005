import { parse } from 'csv-parse/sync';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Profile } from '../../src/users/profile.js';
import { Journey, newEmail } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { DRAFT, OperatedPool } from '../support/operated-pool.js';
import { Operator, type OperatorResult } from '../support/operator.js';
import { RunningService } from '../support/running-service.js';

jest.setTimeout(120_000);

describe('commands of operators', () => {
  let aws: LocalAws;
  let pool: OperatedPool;
  let folder: string;

  const users = (...args: string[]): Promise<OperatorResult> => Operator.run(['users', ...args], aws.env());

  beforeAll(async () => {
    aws = await LocalAws.start({ ADMIN_GROUP: 'somebody-else' });
    pool = new OperatedPool(aws);
    folder = await mkdtemp(join(tmpdir(), 'operator-'));
  });

  afterAll(async () => {
    await aws.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe('users create-admin', () => {
    it('invites the first one, makes the group, and may be repeated', async () => {
      const email = newEmail();
      const first = await users('create-admin', email, '--first-name', 'Grace', '--last-name', 'Hopper');
      expect([first.code, first.stdout]).toEqual([
        0,
        expect.stringMatching(/^user [\w-]+: invited; the mail/),
      ]);
      const profile = await pool.profiles.findByEmail(email);
      const { userId = '' } = profile ?? {};
      expect(profile).toMatchObject({ firstName: 'Grace', groups: ['admin'], status: 'UNCONFIRMED' });
      const groups = await pool.accounts.groupsOf(userId);
      expect(groups?.map(({ name }) => name)).toEqual(['admin']);

      const second = await users('create-admin', email.toUpperCase());
      expect([second.code, second.stdout]).toEqual([
        0,
        expect.stringMatching(/invited before and has not come yet/),
      ]);
      expect(await pool.invitationsTo(email)).toBe(1);
      expect((await users('create-admin', email, '--resend')).stdout).toMatch(/invited again/);
      expect(await pool.invitationsTo(email)).toBe(2);
      const events = await pool.events({ userId });
      expect(events).toContainEqual(
        expect.objectContaining({
          type: 'admin.invite_user',
          actorId: null,
          details: expect.objectContaining({ by: 'operator', groups: 'admin' }) as unknown,
        }),
      );
    });

    it('puts somebody who signs in already into the group, profile or none', async () => {
      for (const { email, userId } of [await pool.person(), await pool.account()]) {
        for (let time = 0; time < 2; time += 1) {
          const { code, stdout } = await users('create-admin', email);
          expect([code, stdout]).toEqual([
            0,
            `user ${userId}: is an administrator; the next tokens show it\n`,
          ]);
        }
        await expect(pool.profiles.find(userId)).resolves.toMatchObject({ groups: ['admin'] });
        const [event] = await pool.events({ userId });
        expect(event).toMatchObject({
          type: 'admin.add_to_group',
          details: { group: 'admin', by: 'operator' },
        });
      }
    });

    it('promotes nobody whose address anybody could have signed up with, and nobody disabled', async () => {
      const unproved = await pool.signedUp();
      const refused = await users('create-admin', unproved.email);
      expect([refused.code, refused.stdout]).toEqual([1, expect.stringMatching(/nobody has proved/)]);
      await expect(pool.accounts.groupsOf(unproved.userId)).resolves.toEqual([]);
      const disabled = await pool.person();
      await pool.accounts.disable(disabled.userId);
      const { code, stdout } = await users('create-admin', disabled.email);
      expect([code, stdout]).toEqual([1, 'The account is disabled. Enable it first.\n']);
    });

    it('asks for an address', async () => {
      const wrong = await users('create-admin', 'nobody');
      expect([wrong.code, wrong.stderr]).toEqual([
        1,
        expect.stringMatching(/^email must be an e-mail address\./),
      ]);
      expect((await users('create-admin')).stderr).toMatch(/^EMAIL must be given\./);
      expect((await users('create-admin', 'a@example.com', 'password')).stderr).toMatch(
        /one argument too many/,
      );
      expect((await users('remove')).stderr).toMatch(/takes one of import, export, create-admin/);
    });
  });

  describe('users export', () => {
    const formula = '=HYPERLINK("https://evil.example","x")';

    beforeAll(async () => {
      await pool.person({ firstName: formula, lastName: 'Quote " and, comma', department: '+1' });
      await Promise.all(
        Array.from({ length: 110 }, (_, index) => {
          const identity = { ...DRAFT, userId: `export-${index}`, email: newEmail(), emailVerified: true };
          return pool.profiles.create({ ...identity, lastName: '李' }, 'ACTIVE', new Date().toISOString());
        }),
      );
    });

    it('writes everybody as CSV in which no cell is a formula', async () => {
      const out = join(folder, 'people.csv');
      const { code, stdout } = await users('export', '--out', out);
      expect([code, stdout]).toEqual([0, '']);
      expect((await stat(out)).mode & 0o077).toBe(0);
      expect(existsSync(`${out}.part`)).toBe(false);
      const rows = parse(await readFile(out, 'utf8'), { columns: true }) as unknown as Record<
        string,
        string
      >[];
      const ids = rows.map(({ userId }) => userId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => id?.startsWith('export-'))).toHaveLength(110);
      expect(rows).toContainEqual(
        expect.objectContaining({
          firstName: `'${formula}`,
          lastName: 'Quote " and, comma',
          department: "'+1",
          emailVerified: 'true',
          lastLoginAt: '',
        }),
      );
      const [event] = await pool.events({ type: 'admin.list_users' });
      expect(event).toMatchObject({ actorId: null, details: { by: 'operator', format: 'csv' } });
    });

    it('writes NDJSON to standard output, as it is', async () => {
      const { code, stdout } = await users('export', '--format', 'ndjson');
      const profiles = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Profile);
      expect(code).toBe(0);
      expect(profiles.filter(({ lastName }) => lastName === '李')).toHaveLength(110);
      expect(profiles).toContainEqual(expect.objectContaining({ firstName: formula, lastLoginAt: null }));
      expect((await users('export', '--format', 'xml')).stderr).toMatch(
        /--format must be one of csv, ndjson/,
      );
    });

    it('leaves no half file, and does not mind a reader who has seen enough', async () => {
      aws.dynamodb.behave((operation) => (operation === 'BatchGetItem' ? 'hold' : 'forward'));
      const out = join(folder, 'half.csv');
      const operator = Operator.start(['users', 'export', '--out', out], aws.env());
      const ended = operator.ended();
      while (!existsSync(`${out}.part`)) await new Promise((resolve) => setTimeout(resolve, 20));
      operator.kill('SIGINT');
      aws.dynamodb.behave(() => 'forward');
      expect((await ended).code).toBe(130);
      expect([existsSync(out), existsSync(`${out}.part`)]).toEqual([false, false]);
      const head = 'set -o pipefail; node scripts/operator.mjs users export | head -n 1';
      const { stdout } = await promisify(execFile)('bash', ['-c', head], {
        env: { PATH: process.env['PATH'], ...aws.env() },
      });
      expect(stdout).toMatch(/^userId,email,/);
    });
  });

  describe('in embedded mode', () => {
    it('work on the data folder while the service is stopped, and on its servers while it runs', async () => {
      const dataDir = join(folder, 'data');
      const env = { EMBEDDED_DATA_DIR: dataDir };
      const stopped = await Operator.run(['users', 'create-admin', 'grace@example.com'], env);
      expect([stopped.code, stopped.stderr]).toEqual([0, '']);
      const service = await RunningService.start({ dataDir });
      const refused = await Operator.run(['reconcile'], env);
      expect([refused.code, refused.stderr]).toEqual([
        1,
        expect.stringMatching(/^The service is running on the data folder/),
      ]);
      expect(refused.stderr).toContain('AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER');
      const [, advice = ''] = /\((set -a; .*?); npm run …\)/.exec(refused.stderr) ?? [];
      const { stdout } = await promisify(execFile)(
        'bash',
        ['-c', `${advice}; node scripts/operator.mjs users create-admin ada@example.com`],
        { env: { PATH: process.env['PATH'], ...env } },
      );
      expect(stdout).toMatch(/: invited;/);
      const journey = new Journey(service.origin, service.cognito);
      for (const email of ['grace@example.com', 'ada@example.com']) {
        const temporary = await journey.mailedCode(email);
        expect((await journey.login(email, temporary)).status).toBe('NEW_PASSWORD_REQUIRED');
      }
      await service.stop();
      expect(existsSync(join(dataDir, 'running.env'))).toBe(false);
    });
  });
});
