import type { TableDefinition } from './table-definition.js';

/** The table's name in the account: `auth-` and `profiles` make `auth-profiles`. */
export function tableName(prefix: string, definition: TableDefinition): string {
  return `${prefix}${definition.name}`;
}
