import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../../config/load-config.js';
import type { Settings } from '../../config/settings.js';
import { OperationsModule } from '../operations.module.js';
import { operatorRuntime } from './operator-runtime.js';
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
  const runtime = await operatorRuntime(loadConfig());
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
