import type { Severity } from './controls.js';

/** One control as the doctor found it. */
export interface DoctorRow {
  /** What it belongs to, e.g. `table auth-profiles`. */
  readonly subject: string;
  /** As the AWS API names it. */
  readonly control: string;
  readonly have: unknown;
  readonly want: unknown;
  readonly result: 'ok' | 'differs' | 'missing' | 'not_offered' | 'unknown';
  /** How bad it is; null where it is as it should be. */
  readonly severity: Severity | null;
  readonly why: string;
  /** What mends it; null where nothing is to be done. */
  readonly remedy: string | null;
}

type Judged = Omit<DoctorRow, 'result' | 'severity' | 'remedy'> & {
  readonly severity: Severity;
  readonly remedy: string;
};

/** A row of something that either is as it should be or is not. */
export function judged(isFine: boolean, row: Judged): DoctorRow {
  if (!isFine) return { ...row, result: 'differs' };
  return { ...row, result: 'ok', severity: null, remedy: null };
}

/** A row of something that could not be asked. */
export function unasked(row: Omit<DoctorRow, 'result' | 'have'>): DoctorRow {
  return { ...row, have: undefined, result: 'unknown' };
}
