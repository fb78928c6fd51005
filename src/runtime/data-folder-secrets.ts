import { randomBytes, randomInt } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../shared/write-whole.js';

/** Secrets that belong to a data folder: made once, kept in it, readable by its owner alone. */
export interface DataFolderSecrets {
  readonly sessionSecret: string;
  readonly adminPassword: string;
}

export async function dataFolderSecrets(dataDir: string): Promise<DataFolderSecrets> {
  const file = join(dataDir, 'secrets.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as DataFolderSecrets;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const secrets = { sessionSecret: randomBytes(48).toString('base64url'), adminPassword: newPassword() };
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeWhole(file, JSON.stringify(secrets));
  return secrets;
}

/** Fits any policy that can be set: every kind of character, and longer than any minimum. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz';
  const group = () => Array.from({ length: 5 }, () => letters.charAt(randomInt(letters.length))).join('');
  return `${group()}-${group()}-${group()}-K${randomInt(10, 100)}`;
}
