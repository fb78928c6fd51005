// `run-cached.mjs SCRIPT`: runs a bundle as the service runs its own; `keep` after it keeps what V8 has compiled by an answer.
import { runScript } from '../../dist/start/run-script.js';
import { keepCodeCache } from '../../scripts/bundling/code-cache.mjs';

const [, , filename, keep] = process.argv;
const script = runScript(filename);
if (keep === 'keep') process.once('SIGTERM', () => process.exit(keepCodeCache(filename, script)));
