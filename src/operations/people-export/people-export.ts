import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import type { Profile } from '../../users/profile.js';
import { ProfileDirectory, type ProfileList } from '../../users/profile-directory.service.js';
import { OperatorTrail } from '../operator-trail.js';
import type { Progress } from '../progress.js';
import { withPatience } from '../with-patience.js';

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const PAGE = 100;

const COLUMNS = [
  'userId',
  'email',
  'emailVerified',
  'firstName',
  'lastName',
  'role',
  'department',
  'employeeId',
  'status',
  'groups',
  'mfaEnabled',
  'createdAt',
  'updatedAt',
  'lastLoginAt',
  'termsVersion',
  'termsAcceptedAt',
] as const satisfies readonly (keyof Profile)[];

/** Everybody's profile as a stream, newest first, read a page at a time as fast as it is taken. */
@Injectable()
export class PeopleExport {
  constructor(
    private readonly directory: ProfileDirectory,
    private readonly trail: OperatorTrail,
  ) {}

  /** That somebody takes everything away is on record before the first line goes. */
  async open(format: ExportFormat, progress: Progress): Promise<Readable> {
    await this.trail.succeeded('list_users', null, { filters: '', format });
    const profiles = this.profiles(progress);
    return format === 'csv' ? csvOf(profiles) : Readable.from(linesOf(profiles), { objectMode: false });
  }

  private async *profiles(progress: Progress): AsyncGenerator<Profile> {
    progress.begin('profiles', null);
    let cursor: string | undefined;
    do {
      const page: ProfileList = await withPatience(() => this.directory.list({}, { limit: PAGE, cursor }));
      yield* page.profiles;
      progress.advance(page.profiles.length);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    progress.end();
  }
}

/** A cell that begins like a formula gets an apostrophe in front, or a spreadsheet would run it. */
function csvOf(profiles: AsyncGenerator<Profile>): Readable {
  const rows = stringify({ header: true, columns: [...COLUMNS], escape_formulas: true });
  return pipeline(Readable.from(rowsOf(profiles)), rows, () => undefined);
}

async function* rowsOf(profiles: AsyncGenerator<Profile>): AsyncGenerator<Record<string, string>> {
  for await (const profile of profiles) yield rowOf(profile);
}

async function* linesOf(profiles: AsyncGenerator<Profile>): AsyncGenerator<string> {
  for await (const profile of profiles) yield `${JSON.stringify(profile)}\n`;
}

function rowOf(profile: Profile): Record<string, string> {
  return Object.fromEntries(COLUMNS.map((column) => [column, cellOf(profile[column])]));
}

function cellOf(value: Profile[(typeof COLUMNS)[number]]): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.join(';') : String(value);
}
