import { readFile } from 'node:fs/promises';
import { writeWhole } from '../shared/write-whole.js';

const HEADER =
  '# Written by npm run provision, which keeps every line that is not its own. It holds secrets.\n';
const PLAIN = /^[\w@%+=:,./-]*$/;

/** Variables of a file for `.env`; undefined leaves a variable as the file has it. */
export type EnvVariables = Readonly<Record<string, string | undefined>>;

/**
 * Sets variables in a file for `.env`, readable by its owner alone, and keeps all its other lines. Answers whether anything
 * changed.
 */
export async function updateEnvFile(file: string, variables: EnvVariables): Promise<boolean> {
  const before = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  const after = withVariables(before ?? HEADER, variables);
  if (after === before) return false;
  await writeWhole(file, after);
  return true;
}

/** The text of a file for `.env` with these variables: changed where they stand, added at the end. */
export function withVariables(text: string, variables: EnvVariables): string {
  let result = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) continue;
    const line = `${name}=${quoted(name, value)}`;
    const present = new RegExp(`^([ \\t]*(?:export[ \\t]+)?)${name}[ \\t]*=.*$`, 'gm');
    result = present.test(result)
      ? result.replace(present, (_found, start: string) => `${start}${line}`)
      : `${result}${line}\n`;
  }
  return result;
}

/** As Node and a shell read it; without quotes where they are not needed, because Docker keeps them. */
function quoted(name: string, value: string): string {
  if (PLAIN.test(value)) return value;
  if (/['\n\r]/.test(value))
    throw new Error(`${name} has a quote or a line break, which no .env file can hold`);
  return `'${value}'`;
}
