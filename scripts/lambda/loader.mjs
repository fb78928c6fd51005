// What Lambda imports. It runs PROGRAM.cjs beside it, with what V8 compiled of it when the bundle was made, if that fits.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const DIGEST_BYTES = 32;
/** Begins with the digest of its source, so that a code cache of another source is another file. */
const filename = fileURLToPath(new URL('PROGRAM.cjs', import.meta.url));

/** V8 checks version, flags and the length of the source, and crashes on data that is damaged. */
function codeCache() {
  try {
    const file = readFileSync(filename.replace(/cjs$/, 'cache'));
    const data = file.subarray(DIGEST_BYTES);
    return createHash('sha256').update(data).digest().equals(file.subarray(0, DIGEST_BYTES))
      ? data
      : undefined;
  } catch {
    return undefined;
  }
}

const cachedData = codeCache();
// Put together here, because V8 takes longer over the text as it was read.
const source = `(function (module, exports, require) {${readFileSync(filename, 'latin1')}\n})`;
// What stacks call it; a code cache keeps the name of its first compilation, so it is without a folder.
const script = new Script(source, { filename: basename(filename), cachedData });
if (cachedData === undefined || script.cachedDataRejected) {
  const flags = [process.env.NODE_OPTIONS, ...process.execArgv].filter(Boolean).join(' ') || 'without flags';
  process.stderr.write(
    `Starts without its code cache, which does not fit Node ${process.version} ${flags}.\n`,
  );
}
const program = { exports: {} };
script.runInThisContext()(program, program.exports, createRequire(filename));

/** For `npm run bundle`, which calls it after a start, so that it holds what a start needs. */
export function compiled() {
  const data = script.createCachedData();
  return Buffer.concat([createHash('sha256').update(data).digest(), data]);
}

export const handler = await program.exports.startHandler();
