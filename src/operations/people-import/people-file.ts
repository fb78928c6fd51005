import { CsvError, parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { PeopleFileError } from './people-file-error.js';

const REQUIRED = ['email', 'firstName', 'lastName', 'role'] as const;
const OPTIONAL = ['department', 'employeeId', 'groups'] as const;
const COLUMNS = [...REQUIRED, ...OPTIONAL];

export type PeopleColumn = (typeof COLUMNS)[number];

/** One person as the file has it; columns that are not there or empty are left out. */
export interface PersonLine {
  /** Where it ends in the file, counted from 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<PeopleColumn, string>>>;
  /** Why the cells cannot be told apart; null where they can. */
  readonly fault: string | null;
}

interface RawRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const MAX_LINE_BYTES = 64 * 1024;

/** The people of a CSV file, one after the other; `PeopleFileError` where it has the wrong columns or is no CSV. */
export async function* readPeople(path: string): AsyncGenerator<PersonLine> {
  let columns: readonly PeopleColumn[] | undefined;
  try {
    for await (const { record, info } of recordsOf(path)) {
      if (record.every((cell) => cell.trim() === '')) continue;
      if (columns === undefined) columns = columnsOf(record);
      else yield lineOf(record, columns, info.lines);
    }
  } catch (error) {
    throw readable(error, path);
  }
  if (columns === undefined) throw new PeopleFileError(`${path} is empty.`);
}

function recordsOf(path: string): AsyncIterable<RawRecord> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE_BYTES,
  });
  return pipeline(createReadStream(path), parser, () => undefined) as AsyncIterable<RawRecord>;
}

function columnsOf(header: readonly string[]): PeopleColumn[] {
  const names = header.map((name) => name.trim());
  const unknown = names.filter((name) => !isColumn(name));
  const missing = REQUIRED.filter((name) => !names.includes(name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (unknown.length + missing.length + twice.length === 0) return names.filter(isColumn);
  const faults = [
    ...unknown.map((name) => `'${name}' is no column it can have`),
    ...missing.map((name) => `'${name}' is missing`),
    ...twice.map((name) => `'${name}' is there twice`),
  ];
  throw new PeopleFileError(
    `The first line of the file must name its columns, separated by commas: ${REQUIRED.join(', ')} and, where wanted, ` +
      `${OPTIONAL.join(', ')}.\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
}

function isColumn(name: string): name is PeopleColumn {
  return COLUMNS.some((column) => column === name);
}

function lineOf(record: readonly string[], columns: readonly PeopleColumn[], line: number): PersonLine {
  const filled = columns
    .map((column, index) => [column, (record[index] ?? '').trim()] as const)
    .filter(([, cell]) => cell !== '');
  return { line, cells: Object.fromEntries(filled), fault: faultOf(record, columns) };
}

function faultOf(record: readonly string[], columns: readonly PeopleColumn[]): string | null {
  if (record.length !== columns.length) {
    return `has ${record.length} cells, but there are ${columns.length} columns`;
  }
  return record.some((cell) => cell.includes('\uFFFD')) ? 'is not UTF-8' : null;
}

function readable(error: unknown, path: string): unknown {
  if (error instanceof CsvError) return new PeopleFileError(`${path} is no CSV: ${error.message}`);
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new PeopleFileError(`There is no file ${path}.`);
  if (code === 'EACCES' || code === 'EISDIR') return new PeopleFileError(`${path} cannot be read: ${code}.`);
  return error;
}
