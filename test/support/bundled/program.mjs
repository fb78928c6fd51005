// Runs what `make.mjs` made: `program.mjs service`, or `program.mjs operator ARGUMENT…` as scripts/operator.mjs does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from '../../../dist/start/run-script.js';

const BUNDLES = join(import.meta.dirname, '../../../bundle/tests');
const [, , program, ...args] = process.argv;
const { file } = JSON.parse(readFileSync(join(BUNDLES, 'programs.json'), 'utf8'));
const { main } = await runScript(join(BUNDLES, file)).exports[program]();
if (program === 'operator') process.exitCode = await main(args);
