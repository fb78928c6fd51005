import type { DoctorRow } from '../../provisioning/doctor/doctor-row.js';
import { shown } from './shown.js';
import type { Terminal } from './terminal.js';

export interface Counts {
  readonly ok: number;
  readonly critical: number;
  readonly warning: number;
  readonly info: number;
}

export function countsOf(rows: readonly DoctorRow[]): Counts {
  const count = (severity: DoctorRow['severity']) => rows.filter((row) => row.severity === severity).length;
  return { ok: count(null), critical: count('critical'), warning: count('warning'), info: count('info') };
}

/** Every subject in a line, and every row of it that is not as it should be in three; with `all`, every row. */
export function printRows(rows: readonly DoctorRow[], all: boolean, terminal: Terminal): void {
  for (const subject of new Set(rows.map((row) => row.subject))) {
    const own = rows.filter((row) => row.subject === subject);
    const fine = own.filter(({ result }) => result === 'ok').length;
    terminal.line(`${subject}: ${fine} of ${own.length} as they should be`);
    for (const row of own) printRow(row, all, terminal);
    const lacking = own.filter(({ result }) => result === 'not_offered').map(({ control }) => control);
    if (lacking.length > 0) terminal.line(`  info      not offered by this server: ${lacking.join(', ')}`);
  }
}

export function summaryText(counts: Counts): string {
  const { ok, critical, warning, info } = counts;
  return `${ok} as they should be, ${critical} critical, ${warning} warnings, ${info} for information.`;
}

function printRow(
  { control, have, want, result, severity, why, remedy }: DoctorRow,
  all: boolean,
  terminal: Terminal,
): void {
  if (result === 'not_offered') return;
  if (severity === null) {
    if (all) terminal.line(`  ok        ${control}: ${shown(have)}`);
    return;
  }
  terminal.line(`  ${severity.padEnd(8)}  ${control}: ${foundText(result, have)}, should be ${shown(want)}`);
  terminal.line(`            ${why}`);
  if (remedy !== null) terminal.line(`            → ${remedy}`);
}

function foundText(result: DoctorRow['result'], have: unknown): string {
  if (result === 'missing') return 'missing';
  return result === 'unknown' ? 'not to be found out' : shown(have);
}
