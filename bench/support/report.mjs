import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { canPin, ROOT } from './processes.mjs';
import { table } from './statistics.mjs';

const DOCUMENT = join(ROOT, 'docs/performance.md');

/** Tables that a run of `--full` has of its own in the document, so that those of the usual sizes stay. */
const OF_FULL_RUN = ['run', 'steady', 'lists', 'audit'];

/** The tables of a run: printed as they come, and put between `<!-- bench:NAME -->` and `<!-- /bench:NAME -->` at its end. */
export class Report {
  #tables = new Map();
  #full;

  constructor(full) {
    this.#full = full;
    const where = canPin ? 'the measured on core 0, load and upstreams on core 1' : 'not pinned';
    this.add(
      'run',
      'Run',
      ['what', ''],
      [
        ['date', new Date().toISOString().slice(0, 10)],
        ['Node', process.version],
        ['cores', `${cpus().length} (${cpus()[0]?.model ?? 'unknown'}), ${where}`],
        // What else keeps the machine busy takes from these figures.
        [
          'load average at the start',
          loadavg()
            .map((load) => load.toFixed(1))
            .join(' · '),
        ],
      ],
    );
  }

  add(name, title, head, rows) {
    this.addText(name, title, table(head, rows));
  }

  addText(name, title, text) {
    console.log(`\n### ${title}\n\n${text}`);
    const isOwn = this.#full && OF_FULL_RUN.includes(name);
    this.#tables.set(isOwn ? `full-${name}` : name, text);
  }

  /** Tables of parts that did not run stay as they are. */
  async writeDocument() {
    let text = readFileSync(DOCUMENT, 'utf8');
    for (const [name, content] of this.#tables) {
      const [begin, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
      const [from, to] = [text.indexOf(begin), text.indexOf(end)];
      if (from < 0 || to < from)
        throw new Error(`docs/performance.md has no ${begin} … ${end}; add both lines`);
      text = `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
    }
    const options = await resolveConfig(DOCUMENT);
    writeFileSync(DOCUMENT, await format(text, { ...options, filepath: DOCUMENT }));
    console.log(`\nWritten to docs/performance.md: ${[...this.#tables.keys()].join(', ')}.`);
  }
}
