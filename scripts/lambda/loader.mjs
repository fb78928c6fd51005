// What Lambda imports, bundled: runs the script beside it, whose name `npm run bundle` puts in.
import { fileURLToPath } from 'node:url';
import { runScript } from '../../dist/start/run-script.js';

/* global PROGRAM */
const script = runScript(fileURLToPath(new URL(PROGRAM, import.meta.url)));
if (!script.cached) {
  const flags = [process.env.NODE_OPTIONS, ...process.execArgv].filter(Boolean).join(' ') || 'without flags';
  process.stderr.write(
    `Starts without its code cache, which does not fit Node ${process.version} ${process.arch} ${flags}.\n`,
  );
}

/** For `npm run bundle`, which calls it after a start. */
export const { compiled } = script;

export const handler = await script.exports.startHandler();
