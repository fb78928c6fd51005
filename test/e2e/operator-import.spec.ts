import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEmail } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { OperatedPool } from '../support/operated-pool.js';
import { Operator, type OperatorResult } from '../support/operator.js';

jest.setTimeout(120_000);

const HEADER = 'email,firstName,lastName,role,department,groups';

describe('npm run users -- import', () => {
  let aws: LocalAws;
  let pool: OperatedPool;
  let folder: string;
  let file: string;

  const start = (...args: string[]) => Operator.start(['users', 'import', file, ...args], aws.env());
  const run = (...args: string[]): Promise<OperatorResult> => start(...args).ended();
  const write = (...lines: string[]) => writeFile(file, lines.join('\n'));
  const report = async () => (await readFile(join(folder, 'people.report.csv'), 'utf8')).split('\n');
  const stateFile = () => join(folder, 'people.report.csv.state');
  const mails = (emails: readonly string[]) =>
    Promise.all(emails.map((email) => pool.invitationsTo(email.toLowerCase())));

  beforeAll(async () => {
    aws = await LocalAws.start();
    pool = new OperatedPool(aws);
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-'));
    file = join(folder, 'people.csv');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));
  afterAll(() => aws.close());

  it('takes files as spreadsheets write them, and reports each line that fails', async () => {
    const [quoted, plain, twice, wrong] = [newEmail(), newEmail(), newEmail(), newEmail()];
    const { email: taken } = await pool.person();
    const lines = [
      `\uFEFF${HEADER}`,
      `"${quoted.toUpperCase()}","Zoë ""Z""",O'Brien-Łukasz,HR,"Research, Zürich",admin`,
      '',
      `${plain}, 李 ,雷,Employee,,`,
      ',,,,,',
      `${twice},Ada,Lovelace,Employee,,`,
      `${twice.toUpperCase()},Ada,Lovelace,Employee,,`,
      `not-an-address,Ada,Lovelace,Employee,,`,
      `${wrong},Ada,Lovelace,Emperor,,`,
      `${wrong},Ada,Lovelace,Employee,,admin;nobody`,
      `${wrong},Ada`,
      `${taken},Ada,Lovelace,Employee,,`,
    ];
    await writeFile(file, lines.join('\r\n'));
    const { code, stdout } = await run();
    expect([code, stdout.includes('@example.com')]).toEqual([2, false]);
    expect((await report()).sort()).toEqual(
      [
        '',
        'line,email,reason',
        `7,${twice.toUpperCase()},email stands in line 6 already`,
        '8,not-an-address,email must be an e-mail address',
        `9,${wrong},"role must be one of Employee, Manager, HR, Admin"`,
        `10,${wrong},groups must be groups that exist`,
        `11,${wrong},"has 2 cells, but there are 6 columns"`,
        `12,${taken},email has an account already`,
      ].sort(),
    );
    expect(stdout).toContain('3 invited\n1 have an account already\n5 cannot be taken\n');
    await expect(pool.profiles.findByEmail(quoted)).resolves.toMatchObject({
      firstName: 'Zoë "Z"',
      lastName: "O'Brien-Łukasz",
      department: 'Research, Zürich',
      role: 'HR',
      groups: ['admin'],
      status: 'UNCONFIRMED',
    });
    await expect(pool.profiles.findByEmail(plain)).resolves.toMatchObject({
      firstName: '李',
      department: null,
    });
    expect(await mails([quoted, plain, twice, wrong])).toEqual([1, 1, 1, 0]);
    expect((await stat(join(folder, 'people.report.csv'))).mode & 0o077).toBe(0);
    const { userId = '' } = (await pool.profiles.findByEmail(quoted)) ?? {};
    await expect(pool.events({ userId })).resolves.toEqual([
      expect.objectContaining({
        type: 'admin.invite_user',
        outcome: 'SUCCESS',
        actorId: null,
        details: expect.objectContaining({ by: 'operator', role: 'HR', groups: 'admin' }) as unknown,
      }),
    ]);

    // The operator mends the file, and only what failed is tried again.
    await write(HEADER, ...[quoted, twice, wrong].map((email) => `${email},Ada,Lovelace,Employee,,`));
    const resumed = await run('--resume');
    expect([resumed.code, resumed.stdout]).toEqual([0, '1 invited\n2 done by an earlier run\n']);
    expect(existsSync(stateFile())).toBe(false);
    const again = await run();
    expect([again.code, again.stdout]).toEqual([0, '3 invited before, no mail sent\n']);
    expect(await mails([quoted, plain, twice, wrong])).toEqual([1, 1, 1, 1]);
  });

  it('changes nothing in a dry run, and says what it would do', async () => {
    const { email: taken } = await pool.person();
    await write(
      HEADER,
      `${newEmail()},A,B,HR,,admin`,
      `${taken},A,B,HR,,`,
      `${newEmail()},A,B,Emperor,,`,
      `${newEmail()},A,B,HR,,`,
    );
    pool.watch();
    const { code, stdout } = await run('--dry-run');
    expect([code, pool.changes()]).toEqual([2, []]);
    expect(stdout).toContain('2 to be invited\n1 have an account already\n1 cannot be taken\n');
    expect(existsSync(stateFile())).toBe(false);
  });

  const untilSomebodyIsDone = async () => {
    const doneLine = /^[\w-]{22}$/m;
    while (!doneLine.test(await readFile(stateFile(), 'utf8'))) await new Promise((go) => setTimeout(go, 20));
  };

  it('invites nobody twice, however often it is killed, and completes everybody', async () => {
    const emails = Array.from({ length: 12 }, () => newEmail());
    await write(HEADER, ...emails.map((email) => `${email},Ada,Lovelace,Employee,,admin`));
    // After the account and before the profile, after the profile and before the group, after the event.
    for (const [service, operation, after] of [
      ['dynamodb', 'PutItem', 1],
      ['cognito', 'AdminAddUserToGroup', 3],
      ['cognito', 'AdminCreateUser', 2],
    ] as const) {
      let calls = 0;
      const reached = new Promise<void>((resolve) => {
        aws[service].behave((each) => {
          if (each !== operation || (calls += 1) <= after) return 'forward';
          resolve();
          return 'hold';
        });
      });
      const operator = start('--resume');
      const ended = operator.ended();
      await reached;
      // Those who are in the group already go on to the end.
      if (operation === 'AdminAddUserToGroup') await untilSomebodyIsDone();
      operator.kill();
      await ended;
      aws[service].behave(() => 'forward');
    }
    expect(existsSync(stateFile())).toBe(true);
    expect(await readFile(stateFile(), 'utf8')).not.toContain('@');
    const { code, stdout } = await run('--resume');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/\d+ invited\n(.*\n)*\d+ (done by an earlier run|invited before)/),
    ]);
    expect(await mails(emails)).toEqual(emails.map(() => 1));
    for (const email of emails) {
      const profile = await pool.profiles.findByEmail(email);
      expect(profile).toMatchObject({ groups: ['admin'], status: 'UNCONFIRMED' });
      const [event] = await pool.events({ userId: profile?.userId ?? '' });
      expect(event).toMatchObject({ type: 'admin.invite_user', outcome: 'SUCCESS' });
    }
  });

  it('sends one mail although the answer to an invitation was lost', async () => {
    const email = newEmail();
    await write(HEADER, `${email},Ada,Lovelace,Employee,,`);
    let lost = 0;
    aws.cognito.behave((operation) => {
      if (operation !== 'AdminCreateUser' || lost === 1) return 'forward';
      lost += 1;
      return 'lose-answer';
    });
    const { code } = await run();
    aws.cognito.behave(() => 'forward');
    expect([code, lost, await mails([email])]).toEqual([0, 1, [1]]);
    await expect(pool.profiles.findByEmail(email)).resolves.toMatchObject({ status: 'UNCONFIRMED' });
  });

  it('ends in order at Ctrl+C, and keeps to its rate', async () => {
    const emails = Array.from({ length: 20 }, () => newEmail());
    await write(HEADER, ...emails.map((email) => `${email},Ada,Lovelace,Employee,,`));
    const invited = new Promise<number>((resolve) => {
      let calls = 0;
      aws.cognito.behave((operation) => {
        if (operation === 'AdminCreateUser' && (calls += 1) === 3) resolve(performance.now());
        return 'forward';
      });
    });
    const operator = start('--rate', '4');
    const ended = operator.ended();
    await invited;
    operator.kill('SIGINT');
    const { code, stdout } = await ended;
    expect([code, stdout]).toEqual([130, expect.stringContaining('--resume goes on from here')]);
    expect((await mails(emails)).filter((count) => count > 0).length).toBeLessThan(12);
    const resumed = await run('--resume');
    expect(resumed.code).toBe(0);
    expect(await mails(emails)).toEqual(emails.map(() => 1));
  });

  it('invites nobody where the file cannot be taken as a whole', async () => {
    const good = `${newEmail()},Ada,Lovelace,Employee`;
    const files: [string, RegExp][] = [
      [`email,firstName,lastName,role,phone\n${good},1`, /'phone' is no column it can have/],
      [`email,firstName,lastName\n${good}`, /'role' is missing/],
      [`email,firstName,lastName,role\n${good}\n"${good}`, /is no CSV: Quote Not Closed/],
      ['', /is empty/],
    ];
    pool.watch();
    for (const [text, reason] of files) {
      await writeFile(file, text);
      const { code, stderr } = await run();
      expect([code, stderr]).toEqual([1, expect.stringMatching(reason)]);
    }
    await rm(file);
    expect((await run()).stderr).toMatch(/There is no file/);
    expect((await run('--rate', 'fast')).stderr).toMatch(/--rate must be a number/);
    expect(pool.changes()).toEqual([]);
  });

  it('does not take the state of an import into another pool for its own', async () => {
    await write(HEADER, `${newEmail()},Ada,Lovelace,Employee,,`);
    await writeFile(stateFile(), 'pool us-east-1_Another\n');
    const { code, stderr } = await run('--resume');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/is of an import into another pool/)]);
  });
});
