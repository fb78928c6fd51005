import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { updateEnvFile, withVariables } from './env-file.js';

describe('withVariables', () => {
  it('changes what stands there, adds what is new and keeps every other line', () => {
    const before =
      '# mine\nPORT=4000\nexport COGNITO_USER_POOL_ID = old # of last year\nNOT_COGNITO_CLIENT_ID=1';
    const after = withVariables(before, {
      COGNITO_USER_POOL_ID: 'new',
      COGNITO_CLIENT_ID: 'c',
      COGNITO_DOMAIN: undefined,
    });
    expect(after).toBe(
      '# mine\nPORT=4000\nexport COGNITO_USER_POOL_ID=new\nNOT_COGNITO_CLIENT_ID=1\nCOGNITO_CLIENT_ID=c\n',
    );
  });

  it('writes what Node reads back, whatever the value is made of', () => {
    const values = { A: '$& $1 `x` #y "z"', B: 'Auth <no-reply@example.com>', C: 'a/b+c=', D: '' };
    expect(parseEnv(withVariables('', values))).toEqual(values);
    expect(() => withVariables('', { A: "it's" })).toThrow('A has a quote');
    expect(() => withVariables('', { A: 'x\nB=2' })).toThrow('A has a quote or a line break');
  });
});

describe('updateEnvFile', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'env-file-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('makes a file for its owner alone, and writes only what differs', async () => {
    const file = join(folder, 'made');
    await expect(updateEnvFile(file, { A: '1' })).resolves.toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(updateEnvFile(file, { A: '1' })).resolves.toBe(false);
    await expect(updateEnvFile(file, { A: '2' })).resolves.toBe(true);
    expect(parseEnv(await readFile(file, 'utf8'))).toEqual({ A: '2' });
    await expect(readdir(folder)).resolves.toEqual(['made']);
  });

  it('takes the file from the eyes of others', async () => {
    const file = join(folder, 'open');
    await writeFile(file, 'PORT=1\n');
    await chmod(file, 0o644);
    await updateEnvFile(file, { SESSION_SECRET: 's' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe('PORT=1\nSESSION_SECRET=s\n');
  });

  it('passes on what keeps it from reading', async () => {
    await expect(updateEnvFile(folder, { A: '1' })).rejects.toThrow('EISDIR');
  });
});
