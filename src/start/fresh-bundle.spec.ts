import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freshBundle } from './fresh-bundle.js';

describe('the bundle that a start takes', () => {
  let root: string;

  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const installed = (version: string) =>
    write(
      'node_modules/.package-lock.json',
      JSON.stringify({
        packages: { 'node_modules/a': { version }, 'node_modules/unused': { version: '1.0.0' } },
      }),
    );

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'bundle-'));
    await write('dist/.tsbuildinfo', 'sources');
    await write('dist/bundle/programs-1.cjs', 'program');
    await installed('1.2.3');
    const files = { 'dist/.tsbuildinfo': createHash('sha256').update('sources').digest('hex') };
    const madeOf = { program: 'programs-1.cjs', size: 7, files, packages: { 'node_modules/a': '1.2.3' } };
    await write('dist/bundle/made-of.json', JSON.stringify(madeOf));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is the one there is, while nothing has changed', () => {
    expect(freshBundle(root)).toBe(join(root, 'dist/bundle/programs-1.cjs'));
  });

  it('is none where none was made', async () => {
    await rm(join(root, 'dist/bundle'), { recursive: true });
    expect(freshBundle(root)).toBeUndefined();
  });

  it('is none after sources were compiled anew', async () => {
    await write('dist/.tsbuildinfo', 'other sources');
    expect(freshBundle(root)).toBeUndefined();
  });

  it('is none after a package in it was exchanged, or removed', async () => {
    await installed('1.2.4');
    expect(freshBundle(root)).toBeUndefined();
    await write('node_modules/.package-lock.json', JSON.stringify({ packages: {} }));
    expect(freshBundle(root)).toBeUndefined();
  });

  it('is none while another build removes it', async () => {
    await rm(join(root, 'dist/bundle/programs-1.cjs'));
    expect(freshBundle(root)).toBeUndefined();
  });

  it.each([
    ['the bundle', 'dist/bundle/programs-1.cjs', 'prog'],
    ['what it was made of', 'dist/bundle/made-of.json', '{"program": "prog'],
    ['what is installed', 'node_modules/.package-lock.json', ''],
  ])('is none, and no reason not to start, where %s was written by half', async (_what, path, text) => {
    await write(path, text);
    expect(freshBundle(root)).toBeUndefined();
  });

  it('is there in an image, without what only the build needs', async () => {
    await rm(join(root, 'dist/.tsbuildinfo'));
    await rm(join(root, 'node_modules'), { recursive: true });
    expect(freshBundle(root)).toBeDefined();
  });
});
