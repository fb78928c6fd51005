import { open, rename, rm } from 'node:fs/promises';

/** Writes a file for its owner's eyes alone: beside it, then renamed, so that a crash leaves the whole file or the former one. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.new`;
  await rm(beside, { force: true });
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
