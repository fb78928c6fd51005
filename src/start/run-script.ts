import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

const DIGEST_BYTES = 32;
/** E.g. `v22.17.0 linux arm64`. */
const MADE_FOR = [process.version, process.platform, process.arch].join(' ');

/** For modules of a bundle, with paths from the folder of it: a script has no `import.meta`, and from a code cache no `import`. */
export interface Beside {
  url(path: string): string;
  import(path: string): Promise<unknown>;
}

export interface RunningScript<Exports> {
  readonly exports: Exports;
  /** Whether there was a code cache that fits; without it everything is the same, but slower. */
  readonly cached: boolean;
  /** What V8 has compiled of it so far, as it is kept beside it in `.cache`. */
  compiled(): Buffer;
}

type Program = (
  module: { exports: unknown },
  exports: unknown,
  require: NodeJS.Require,
  beside: Beside,
) => void;

/**
 * Runs a bundle in the form of CommonJS, with what V8 compiled of it when it was made, if that fits. The name of its file
 * holds the digest of it (`NAME-DIGEST.cjs`), so that a code cache of another source is another file.
 */
export function runScript<Exports>(filename: string): RunningScript<Exports> {
  const cachedData = codeCache(filename.replace(/cjs$/, 'cache'));
  // Put together here, because V8 takes longer over the text as it was read.
  const source = `(function (module, exports, require, beside) {${readFileSync(filename, 'latin1')}\n})`;
  // What stacks call it; a code cache keeps the name of its first compilation, so it is without a folder.
  const script = new Script(source, { filename: basename(filename), cachedData });
  const program = { exports: {} as Exports };
  const run = script.runInThisContext() as Program;
  run(program, program.exports, createRequire(filename), besideOf(filename));
  const cached = cachedData !== undefined && script.cachedDataRejected !== true;
  return { exports: program.exports, cached, compiled: () => compiledOf(script) };
}

/**
 * V8 checks version, flags and the length of the source, and crashes on data that is damaged. It does not ask whether another
 * kind of processor made it, e.g. an x64 laptop for a function on arm64; the digest does.
 */
function codeCache(path: string): Buffer | undefined {
  try {
    const file = readFileSync(path);
    const data = file.subarray(DIGEST_BYTES);
    return digestOf(data).equals(file.subarray(0, DIGEST_BYTES)) ? data : undefined;
  } catch {
    return undefined;
  }
}

function besideOf(filename: string): Beside {
  const url = (path: string) => new URL(path, pathToFileURL(filename)).href;
  return { url, import: (path) => import(url(path)) };
}

function compiledOf(script: Script): Buffer {
  const data = script.createCachedData();
  return Buffer.concat([digestOf(data), data]);
}

function digestOf(data: Uint8Array): Buffer {
  return createHash('sha256').update(MADE_FOR).update(data).digest();
}
