import 'reflect-metadata';
import { createHandler } from './lambda/create-handler.js';
import { startFailure } from './start-failure.js';

/**
 * The service behind API Gateway. All of it is made once for each instance of the function, before the first event; where
 * that fails the instance does not start, and its log says why in words.
 */
export const handler = await createHandler().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error, undefined)}\n`);
  throw error;
});
