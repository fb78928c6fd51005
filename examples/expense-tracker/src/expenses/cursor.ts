import { BadRequestException } from '@nestjs/common';
import type { ExpensePosition } from './expense-store.port.js';

const POSITION = /^(\d{4}-\d{2}-\d{2})#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Not sealed: it names a place in a list that is the caller's own whatever it says. */
export function cursorOf(position: ExpensePosition | null): string | null {
  if (position === null) return null;
  return Buffer.from(`${position.date}#${position.id}`).toString('base64url');
}

/** Throws 400 for anything that does not look as if `cursorOf` had made it. */
export function positionOf(cursor: string | undefined): ExpensePosition | null {
  if (cursor === undefined) return null;
  const [, date, id] = POSITION.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (date === undefined || id === undefined) throw new BadRequestException(['cursor must be a nextCursor']);
  return { date, id };
}
