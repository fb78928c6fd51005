import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../../config/load-config.js';
import type { Settings } from '../../config/settings.js';
import { startRuntime } from '../../runtime/start-runtime.js';
import { OperationsModule } from '../operations.module.js';
import { LockedFolderError } from './locked-folder-error.js';
import { StderrLogger } from './stderr-logger.js';

export interface OperatorSession {
  readonly settings: Settings;
  /** The pool that is worked on. */
  readonly userPoolId: string;
  readonly get: INestApplicationContext['get'];
}

/**
 * Opens what the configuration names, as the service does: AWS, or the data folder of embedded mode. Closes it again
 * whatever happens, because events that were recorded are sealed at the end.
 */
export async function inSession<T>(work: (session: OperatorSession) => Promise<T>): Promise<T> {
  const runtime = await start(loadConfig());
  try {
    const { settings, connection } = runtime;
    const context = await NestFactory.createApplicationContext(OperationsModule.with(settings, connection), {
      logger: new StderrLogger(),
      abortOnError: false,
    });
    try {
      const { userPoolId } = connection.userPool;
      return await work({ settings, userPoolId, get: context.get.bind(context) });
    } finally {
      await context.close();
    }
  } finally {
    await runtime.close();
  }
}

async function start(settings: Settings): ReturnType<typeof startRuntime> {
  const { target } = settings;
  if (target.kind !== 'embedded') return startRuntime(settings);
  try {
    // The usual ports may be somebody else's, and nobody but this process needs them.
    return await startRuntime({ ...settings, target: { ...target, cognitoPort: 0, dynamodbPort: 0 } });
  } catch (error) {
    throw LockedFolderError.from(error, target.dataDir) ?? error;
  }
}
