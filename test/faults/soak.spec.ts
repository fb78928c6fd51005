import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** `npm run soak` for a moment: statuses and memory are judged, times are only printed. */
it('holds two hundred connections of mixed traffic', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['bench/soak.mjs', '--seconds', '5', '--connections', '200'],
    { timeout: 60_000 },
  );
  expect(stdout).toMatch(/^200 connections for \d+ s/);
  expect(stdout).toMatch(/^readMyProfile: \d+\/s, .*200 × \d+/m);
  expect(stdout).toMatch(/^login: \d+\/s, .*200 × \d+/m);
}, 70_000);
