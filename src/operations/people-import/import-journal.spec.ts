import '../../../test/support/node-errors.js';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportJournal } from './import-journal.js';

describe('ImportJournal', () => {
  let path: string;
  const open = (resume = true, pool = 'pool-1') => ImportJournal.open(path, pool, resume);

  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'journal-')), 'people.state');
  });

  it('knows who is done, in any case, also after half a line', async () => {
    const first = await open();
    await first.add('Ada@example.com');
    await first.close(false);
    await appendFile(path, 'half-a-l');
    const second = await open();
    expect(['ada@EXAMPLE.com', 'bea@example.com'].map((email) => second.has(email))).toEqual([true, false]);
    await second.add('bea@example.com');
    await second.close(false);
    const third = await open();
    expect(third.has('bea@example.com')).toBe(true);
    await third.close(false);
    expect(await readFile(path, 'utf8')).not.toMatch(/ada|bea|@/i);
  });

  it('starts afresh unless it is to go on, and goes away when all is done', async () => {
    const first = await open();
    await first.add('ada@example.com');
    await first.close(false);
    const second = await open(false);
    expect(second.has('ada@example.com')).toBe(false);
    await second.close(true);
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await rm(path, { force: true });
  });

  it('is of one pool', async () => {
    await (await open()).close(false);
    await expect(open(true, 'pool-2')).rejects.toThrow('is of an import into another pool (pool pool-1)');
  });
});
