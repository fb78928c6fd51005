// What the service costs beside its peers, on this machine and in one run: `npm run bench`. docs/performance.md explains it.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coldStart, printColdStart } from './cold-start.mjs';
import { growth } from './growth.mjs';
import { guarded, printGuarded } from './guarded.mjs';
import { printSignIn, signIn } from './sign-in.mjs';
import { printSteady, steady } from './steady.mjs';
import { canPin, Processes } from './support/processes.mjs';
import { Issuer } from './support/tokens.mjs';

const PARTS = {
  guarded: async (context) => printGuarded(await guarded(context)),
  'sign-in': async (context) => printSignIn(await signIn(context)),
  'cold-start': async (context) => printColdStart(await coldStart(context)),
  steady: async (context) => printSteady(await steady(context)),
  growth,
};

const { values } = parseArgs({
  options: {
    /** Parts, separated by commas. */
    only: { type: 'string', default: Object.keys(PARTS).join(',') },
    /** Part of the name of one traffic of the guarded request. */
    traffic: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    /** The sizes that take long: 100,000 profiles, 50,000 active users. */
    full: { type: 'boolean', default: false },
  },
});
const { full, traffic } = values;
const folder = await mkdtemp(join(tmpdir(), 'bench-'));
const processes = new Processes(folder);
const issuer = await new Issuer().start();
const begun = performance.now();
try {
  console.log(
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ` +
      `${canPin ? 'the measured on core 0, load and upstreams on core 1' : 'not pinned'}`,
  );
  for (const part of values.only.split(',')) {
    await PARTS[part]({ processes, issuer, full, traffic, rounds: Number(values.rounds) });
  }
} finally {
  await processes.stop();
  issuer.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(`\n${Math.round((performance.now() - begun) / 1000)} s in all.`);
