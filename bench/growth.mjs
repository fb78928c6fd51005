import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { auditQueries } from './audit-queries.mjs';
import { profileLists } from './profile-lists.mjs';
import { ROOT } from './support/processes.mjs';
import { sizesTable } from './support/sizes.mjs';

const ROUNDS = 20;

/** List pages and audit queries in tables of several sizes, and the memory of full caches. */
export async function growth({ full, report }) {
  const sizes = full ? [1_000, 10_000, 100_000] : [1_000, 10_000];
  const lists = await profileLists({ sizes, rounds: ROUNDS });
  report.addText('lists', 'Pages of 25 profiles', sizesTable('profiles', lists));
  const audit = await auditQueries({ sizes, rounds: ROUNDS });
  report.addText('audit', 'Pages of 25 audit events', sizesTable('events', audit));
  report.addText('memory', "The guards' caches, full", await cacheMemory());
  return { lists, audit };
}

/** In a process of its own, which can collect its garbage when it likes. */
async function cacheMemory() {
  const child = spawn(process.execPath, ['--expose-gc', 'bench/cache-memory.mjs'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`bench/cache-memory.mjs ended with ${code}`);
  return output.trim();
}
