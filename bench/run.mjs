// What the service costs beside its peers, on this machine and in one run: `npm run bench`. docs/performance.md explains it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coldStart } from './cold-start.mjs';
import { growth } from './growth.mjs';
import { guarded } from './guarded.mjs';
import { signIn } from './sign-in.mjs';
import { steady } from './steady.mjs';
import { Processes } from './support/processes.mjs';
import { Report } from './support/report.mjs';
import { targets } from './support/targets.mjs';
import { Issuer } from './support/tokens.mjs';

const PARTS = {
  guarded,
  'sign-in': signIn,
  'cold-start': coldStart,
  steady,
  growth,
};

const { values } = parseArgs({
  options: {
    /** Parts, separated by commas. */
    only: { type: 'string', default: Object.keys(PARTS).join(',') },
    /** One traffic of the guarded request: hot, new, many or unknown. */
    traffic: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    /** The sizes that take long: 100,000 profiles, 50,000 active users. */
    full: { type: 'boolean', default: false },
    /** Puts the tables of what ran into docs/performance.md; that of the targets after a whole run only. */
    'write-docs': { type: 'boolean', default: false },
  },
});
const { full, traffic } = values;
const folder = await mkdtemp(join(tmpdir(), 'bench-'));
const processes = new Processes(folder);
const issuer = await new Issuer().start();
const begun = performance.now();
try {
  const report = new Report(full);
  const parts = values.only.split(',');
  const results = {};
  for (const part of parts) {
    try {
      const context = { processes, issuer, full, traffic, report, rounds: Number(values.rounds) };
      results[part] = await PARTS[part](context);
    } catch (error) {
      // What the other parts take minutes to measure is not lost to it.
      console.error(`\nThe part ${part} failed:`, error);
      process.exitCode = 1;
      await processes.stop();
    }
  }
  if (Object.keys(PARTS).every((part) => part in results) && traffic === undefined) {
    report.add('targets', 'Targets', ['what', 'target', 'measured', 'met or missed by'], targets(results));
  }
  if (values['write-docs']) await report.writeDocument();
} finally {
  await processes.stop();
  issuer.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(`\n${Math.round((performance.now() - begun) / 1000)} s in all.`);
