import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../test/support/node-errors.js';
import { dataFolderSecrets } from './data-folder-secrets.js';

describe('the secrets of a data folder', () => {
  let parent: string;
  let folder: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'secrets-'));
    folder = join(parent, 'data');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('are made once, and are the same ever after', async () => {
    const secrets = await dataFolderSecrets(folder);
    await expect(dataFolderSecrets(folder)).resolves.toEqual(secrets);
    await expect(readdir(folder)).resolves.toEqual(['secrets.json']);
  });

  it('are others in another folder', async () => {
    const [one, other] = [await dataFolderSecrets(folder), await dataFolderSecrets(`${folder}2`)];
    expect(one.sessionSecret).not.toBe(other.sessionSecret);
    expect(one.adminPassword).not.toBe(other.adminPassword);
  });

  it('are long enough for the settings, and fit every password policy', async () => {
    const { sessionSecret, adminPassword } = await dataFolderSecrets(folder);
    expect(Buffer.byteLength(sessionSecret)).toBeGreaterThanOrEqual(32);
    expect(adminPassword.length).toBeGreaterThanOrEqual(12);
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(adminPassword).toMatch(kind);
  });

  it('can be read by their owner alone', async () => {
    await dataFolderSecrets(folder);
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o077).toBe(0);
    expect((await stat(folder)).mode & 0o077).toBe(0);
  });

  it('are not made anew over a file that cannot be read', async () => {
    await dataFolderSecrets(folder);
    await writeFile(join(folder, 'secrets.json'), '{"sessionSecret":');
    await expect(dataFolderSecrets(folder)).rejects.toThrow(SyntaxError);
    await expect(readFile(join(folder, 'secrets.json'), 'utf8')).resolves.toBe('{"sessionSecret":');
  });

  it('are whole although the writing of them was once cut off', async () => {
    await dataFolderSecrets(folder);
    await rm(join(folder, 'secrets.json'));
    await writeFile(join(folder, 'secrets.json.new'), '{"sess');
    const secrets = await dataFolderSecrets(folder);
    expect(JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'))).toEqual(secrets);
  });
});
