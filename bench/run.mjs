// What the service costs beside its peers, on this machine and in one run: `npm run bench`. docs/performance.md explains it.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { guarded, printGuarded } from './guarded.mjs';
import { canPin, Processes } from './support/processes.mjs';
import { Issuer } from './support/tokens.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    traffic: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    full: { type: 'boolean', default: false },
  },
});

const PARTS = {
  guarded: async (context) =>
    printGuarded(
      await guarded({ ...context, rounds: Number(values.rounds), newTokens: 4_000, only: values.traffic }),
    ),
};

const wanted = values.only?.split(',') ?? Object.keys(PARTS);
const folder = await mkdtemp(join(tmpdir(), 'bench-'));
const processes = new Processes(folder);
const issuer = await new Issuer().start();
const begun = performance.now();
try {
  console.log(
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ` +
      `${canPin ? 'the measured on core 0, load and upstreams on core 1' : 'not pinned'}`,
  );
  for (const part of wanted) await PARTS[part]({ processes, issuer, full: values.full });
} finally {
  await processes.stop();
  issuer.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(`\n${Math.round((performance.now() - begun) / 1000)} s in all.`);
