import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from './support/processes.mjs';

/** List pages of directories of several sizes, and the memory of full caches. */
export async function growth({ full }) {
  console.log('\n### Growth');
  await run(['bench/profile-lists.mjs'], { BENCH_SIZES: full ? '1000,10000,100000' : '1000,10000' });
  await run(['--expose-gc', 'bench/cache-memory.mjs'], {});
}

async function run(args, env) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'ignore'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args.at(-1)} ended with ${code}`);
}
