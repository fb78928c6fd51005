// Runs what `bundle.setup.cjs` made: `program.cjs service`, or `program.cjs operator ARGUMENT…` as scripts/operator.mjs does.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const BUNDLES = join(__dirname, '../../../bundle/tests');
/** Where the bundle is being made; then the code cache is written beside it in the end. */
const { COMPILE_IN } = process.env;

const [, , program, ...args] = process.argv;
const filename = join(COMPILE_IN ?? BUNDLES, 'programs.cjs');
const cache = join(COMPILE_IN ?? BUNDLES, 'programs.cache');
const source = `(function (module, exports, require) {${readFileSync(filename, 'latin1')}\n})`;
const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const script = new Script(source, { filename, cachedData });
script.runInThisContext()(module, exports, require);
if (COMPILE_IN !== undefined) process.on('exit', () => writeFileSync(cache, script.createCachedData()));

async function run() {
  const { main } = await module.exports[program]();
  if (program === 'operator') process.exitCode = await main(args);
}

void run();
