import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runScript } from './run-script.js';

const SOURCE = `
  module.exports.add = function add(a, b) { return a + b; };
  module.exports.place = beside.url('../file.txt');
  module.exports.separator = require('node:path').sep;
`;

/** The same compiled code, as a Node of this version has it on another kind of processor. */
function madeFor(processor: string, compiled: Buffer): Buffer {
  const digest = createHash('sha256').update([process.version, process.platform, processor].join(' '));
  return Buffer.concat([digest.update(compiled).digest(), compiled]);
}

function data(cache: string): Buffer {
  return readFileSync(cache).subarray(32);
}

describe('a bundle that is run', () => {
  it('knows a code cache by the processor that it was made for', () => {
    expect(readFileSync(cache)).toEqual(madeFor(process.arch, data(cache)));
  });

  let folder: string;
  let filename: string;
  let cache: string;

  const run = () =>
    runScript<{ add(a: number, b: number): number; place: string; separator: string }>(filename);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'script-'));
    filename = join(folder, 'program-1.cjs');
    cache = join(folder, 'program-1.cache');
    await writeFile(filename, SOURCE);
    const script = run();
    script.exports.add(1, 2);
    await writeFile(cache, script.compiled());
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('takes what V8 has compiled of it', () => {
    const { cached, exports } = run();
    expect([cached, exports.add(1, 2)]).toEqual([true, 3]);
  });

  it('finds what is beside it, and what Node has', () => {
    const { place, separator } = run().exports;
    expect(place).toBe(pathToFileURL(join(folder, '../file.txt')).href);
    expect(separator).toBe('/');
  });

  it.each<[string, () => Promise<void>]>([
    ['missing', () => rm(cache)],
    ['empty', () => writeFile(cache, '')],
    [
      'damaged',
      async () => {
        const data = await readFile(cache);
        await writeFile(cache, data.fill(0xff, data.length / 2));
      },
    ],
    ['made for another kind of processor', () => writeFile(cache, madeFor('other', data(cache)))],
  ])('does not need a code cache, and does not trust one that is %s', async (_what, change) => {
    await change();
    const { cached, exports } = run();
    expect([cached, exports.add(1, 2)]).toEqual([false, 3]);
  });
});
