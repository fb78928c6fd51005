import { join } from 'node:path';
import { RUNNING_FILE } from '../../runtime/running-file.js';

/** Embedded mode keeps its data in a folder that one process at a time can open. */
export class LockedFolderError extends Error {
  static from(error: unknown, dataDir: string): LockedFolderError | undefined {
    if (!isLocked(error)) return undefined;
    const file = join(dataDir, RUNNING_FILE);
    return new LockedFolderError(
      `The service is running on the data folder ${dataDir}, which only one process can open.\n` +
        'Stop it first, or have the command work on the servers of the running service. Their addresses (AWS_REGION,\n' +
        'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, AWS_ENDPOINT_URL_DYNAMODB, AWS_ACCESS_KEY_ID, …) and the pool are in a file:\n\n' +
        `  (set -a; . ${file}; npm run …)`,
    );
  }
}

function isLocked(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'LEVEL_LOCKED') return true;
  return isLocked(error.cause);
}
