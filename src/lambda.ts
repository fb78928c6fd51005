import 'reflect-metadata';
import { createHandler, type GatewayHandler } from './lambda/create-handler.js';
import { startFailure } from './start-failure.js';

/**
 * The service behind API Gateway, for the loader of the bundle. All of it is made once for each instance of the function,
 * before the first event; where that fails the instance does not start, and its log says why in words.
 */
export async function startHandler(): Promise<GatewayHandler> {
  try {
    return await createHandler();
  } catch (error) {
    process.stderr.write(`${startFailure(error, undefined)}\n`);
    throw error;
  }
}
